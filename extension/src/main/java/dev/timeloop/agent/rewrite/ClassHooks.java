package dev.timeloop.agent.rewrite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of one class, or of all application classes, ready for look-up. */
final class ClassHooks {
    private static final List<Row> NONE = List.of();

    private final List<Row> rows = new ArrayList<>(2);
    private final Map<String, List<Row>> methods = new HashMap<>();
    private final Map<String, List<Row>> calls = new HashMap<>();
    private final Map<String, List<Row>> statics = new HashMap<>();

    /** The lengths and the first letters of the names in both, as bits. */
    private long lengths;

    private long letters;
    private @Nullable Row monitors;
    private @Nullable Row made;

    void add(Row row) {
        rows.add(row);
        switch (row.action()) {
            case PROLOGUE, EPILOGUE, ANSWER, STAND_IN_THIS -> put(methods, row);
            case REPLACE_CALL, REPLACE_CALL_AFTER_INIT, AFTER_CALL, LAST_ARGUMENT ->
                    refer(calls, row);
            case STAND_IN_STATIC -> refer(statics, row);
            case MADE -> made = row;
            case MONITORS -> monitors = row;
        }
    }

    private void refer(Map<String, List<Row>> map, Row row) {
        put(map, row);
        lengths |= 1L << row.name().length();
        letters |= 1L << row.name().charAt(0);
    }

    private static void put(Map<String, List<Row>> map, Row row) {
        List<Row> some = map.get(row.name());
        if (some == null) {
            some = new ArrayList<>(2);
            map.put(row.name(), some);
        }
        some.add(row);
    }

    List<Row> rows() {
        return rows;
    }

    /** Whether methods may have something done at their beginning or end. */
    boolean hasEdges() {
        return made != null || !methods.isEmpty();
    }

    /** Whether any call or static field may be replaced. */
    boolean hasReferences() {
        return lengths != 0;
    }

    /** As {@link #isInterestedIn}, from the little that is known before the name is read. */
    boolean mayBeInterestedIn(int length, int letter) {
        return (lengths >> length & letters >> letter & 1) != 0; // modulo 64, both
    }

    /** Whether a call or a static field of this name may be replaced. */
    boolean isInterestedIn(String name) {
        return calls.containsKey(name) || statics.containsKey(name);
    }

    /** What is done at the beginning and at the end of a method. */
    List<Row> method(String name, String descriptor) {
        List<Row> some = methods.get(name);
        if (some == null) {
            return NONE;
        }
        List<Row> found = new ArrayList<>(some.size());
        for (Row row : some) {
            if (fits(row, descriptor)) {
                found.add(row);
            }
        }
        return found;
    }

    /** What is done about a call; {@code caller} is the name of the method that has it. */
    @Nullable Row call(String caller, String owner, String name, String descriptor, Family family) {
        List<Row> some = calls.get(name);
        if (some == null) {
            return null;
        }
        for (Row row : some) {
            if (fits(row, descriptor) && fits(row, owner, family)) {
                return row.isKeptBy(caller) ? null : row;
            }
        }
        return null;
    }

    /** What is done after a static field was read. */
    @Nullable Row staticField(String caller, String owner, String name) {
        List<Row> some = statics.get(name);
        if (some == null || caller.equals("<clinit>") || PoolHooks.ACCESSORS.contains(caller)) {
            return null;
        }
        for (Row row : some) {
            if (row.owner().equals(owner)) {
                return row;
            }
        }
        return null;
    }

    @Nullable Row monitors() {
        return monitors;
    }

    @Nullable Row made() {
        return made;
    }

    private static boolean fits(Row row, String owner, Family family) {
        String from = row.owner();
        return from.equals(Row.ANY)
                || from.equals(owner)
                || (row.type().equals(Rows.APPLICATION) && family.inherits(owner, row));
    }

    private static boolean fits(Row row, String descriptor) {
        String wanted = row.descriptor();
        return wanted.equals(descriptor) || wanted.equals(Row.ANY);
    }
}
