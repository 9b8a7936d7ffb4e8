package dev.timeloop.internal.timeline;

import dev.timeloop.internal.origin.Origin;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is known of lanes from their beginning; of the last ones, and of the first two. */
final class LaneTable {
    private static final int FIRST = 1 << 5;

    private final int most;
    private @Nullable String[] names = new @Nullable String[FIRST];
    private @Nullable Origin[] origins = new @Nullable Origin[FIRST];
    private Lane.Kind[] kinds = new Lane.Kind[FIRST];
    private int[] makers = new int[FIRST];
    private int count = Lane.LOOP + 1;

    /** Creates a table for so many; a power of two. */
    LaneTable(int most) {
        this.most = most;
    }

    int add(String name, Lane.Kind kind, int maker, Origin origin) {
        if (count == names.length && count < most) {
            int capacity = 2 * count;
            origins = Arrays.copyOf(origins, capacity);
            kinds = Arrays.copyOf(kinds, capacity);
            makers = Arrays.copyOf(makers, capacity);
            names = Arrays.copyOf(names, capacity); // last: whoever reads now goes by its length
        }
        int at = count & (names.length - 1);
        names[at] = name;
        origins[at] = origin;
        kinds[at] = kind;
        makers[at] = maker;
        return count++;
    }

    void setKind(int lane, Lane.Kind kind) {
        if (isKnown(lane)) {
            kinds[at(lane)] = kind;
        }
    }

    boolean isKnown(int lane) {
        return lane > Lane.LOOP && lane < count && count - lane <= names.length;
    }

    String name(int lane) {
        String name = isKnown(lane) ? names[at(lane)] : null;
        return name == null ? "" : name;
    }

    Lane.Kind kind(int lane) {
        return switch (lane) {
            case Lane.TEST -> Lane.Kind.TEST;
            case Lane.LOOP -> Lane.Kind.LOOP;
            default -> isKnown(lane) ? kinds[at(lane)] : Lane.Kind.TASK;
        };
    }

    int maker(int lane) {
        return isKnown(lane) ? makers[at(lane)] : Lane.NONE;
    }

    Origin origin(int lane) {
        Origin origin = isKnown(lane) ? origins[at(lane)] : null;
        return origin == null ? Origin.UNKNOWN : origin;
    }

    private int at(int lane) {
        return lane & (names.length - 1);
    }
}
