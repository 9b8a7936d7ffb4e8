package dev.timeloop.agent.rewrite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is hooked on one JDK.
 *
 * <p>The rows themselves stand by theme in {@link ThreadHooks}, {@link TimeHooks}, {@link
 * MonitorHooks}, {@link PoolHooks} and {@link IoHooks}, those of libraries in {@link
 * CoroutineHooks} and {@link NettyHooks}; those that only observe, in {@link FutureHooks}.
 */
public final class HookTable {
    /** A quarter of all that there is to rewrite, and most tests use none of it. */
    private static final String[] LATER = {
        "sun/nio/ch/",
        "java/nio/channels/",
        "java/io/Piped",
        "java/lang/Process",
        "jdk/internal/net/http/"
    };

    private final List<Row> rows;
    private final Map<String, ClassHooks> types = new HashMap<>();
    private final ClassHooks application = new ClassHooks();

    /** Classes of libraries, for which the rules for applications hold, too. */
    private final Map<String, ClassHooks> libraries = new HashMap<>();

    private HookTable(List<Row> rows, List<Row> ofLibraries) {
        this.rows = new ArrayList<>(rows);
        this.rows.addAll(ofLibraries);
        for (Row row : rows) {
            of(row.type()).add(row);
        }
        for (Row row : ofLibraries) {
            ofLibrary(row.type()).add(row);
        }
    }

    private ClassHooks ofLibrary(String type) {
        ClassHooks hooks = libraries.get(type);
        if (hooks == null) {
            hooks = new ClassHooks();
            for (Row each : application.rows()) {
                hooks.add(each);
            }
            libraries.put(type, hooks);
        }
        return hooks;
    }

    /** Returns the table for a JDK, by its feature number. */
    public static HookTable forJdk(int feature) {
        Rows rows = new Rows(feature);
        ThreadHooks.addTo(rows);
        TimeHooks.addTo(rows);
        MonitorHooks.addTo(rows);
        PoolHooks.addTo(rows);
        IoHooks.addTo(rows);
        Rows libraries = new Rows(feature);
        CoroutineHooks.addTo(libraries);
        NettyHooks.addTo(libraries);
        return new HookTable(rows.list(), libraries.list());
    }

    /** Returns the table of what is only observed, for a JDK by its feature number. */
    public static HookTable forObservation(int feature) {
        Rows rows = new Rows(feature);
        FutureHooks.addTo(rows);
        return new HookTable(rows.list(), List.of());
    }

    private ClassHooks of(String type) {
        if (type.equals(Rows.APPLICATION)) {
            return application;
        }
        ClassHooks hooks = types.get(type);
        if (hooks == null) {
            hooks = new ClassHooks();
            types.put(type, hooks);
        }
        return hooks;
    }

    /** Whether a class of the JDK is seldom needed, so that it is rewritten when it is loaded. */
    public static boolean isForLater(String type) {
        for (String prefix : LATER) {
            if (type.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** The internal names of the JDK's classes that have rows. */
    public Collection<String> types() {
        return types.keySet();
    }

    List<Row> rows() {
        return rows;
    }

    /** The rows of one class alone. */
    List<Row> rows(String type) {
        ClassHooks hooks = types.get(type);
        if (hooks != null) {
            return hooks.rows();
        }
        List<Row> own = new ArrayList<>(0);
        for (Row row : rows) {
            if (row.type().equals(type)) {
                own.add(row);
            }
        }
        return own;
    }

    /** The rows of an application's class, which may be that of a library with some of its own. */
    ClassHooks application(String type) {
        ClassHooks hooks = libraries.get(type);
        return hooks == null ? application : hooks;
    }

    /** Whether a class is that of a library, and has rows of its own. */
    boolean isLibrary(String type) {
        return libraries.containsKey(type);
    }

    /** The rows of a class of the JDK. */
    @Nullable ClassHooks find(String type) {
        return types.get(type);
    }
}
