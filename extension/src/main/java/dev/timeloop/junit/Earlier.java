package dev.timeloop.junit;

import dev.timeloop.LooseEnd;
import java.util.ArrayList;
import java.util.List;

/**
 * Loose ends that were there before, or have been blamed on somebody: found again, they are old.
 */
final class Earlier {
    private final List<LooseEnd> known = new ArrayList<>();

    void add(List<LooseEnd> looseEnds) {
        known.addAll(looseEnds);
    }

    /** Those that are new. Of several that look the same, as many are old as were known. */
    List<LooseEnd> without(List<LooseEnd> found) {
        if (found.isEmpty() || known.isEmpty()) {
            return found;
        }
        List<LooseEnd> left = new ArrayList<>(known);
        return found.stream().filter(end -> !remove(left, end)).toList();
    }

    /** Those that are old. */
    List<LooseEnd> among(List<LooseEnd> found) {
        if (found.isEmpty() || known.isEmpty()) {
            return List.of();
        }
        List<LooseEnd> left = new ArrayList<>(known);
        return found.stream().filter(end -> remove(left, end)).toList();
    }

    private static boolean remove(List<LooseEnd> left, LooseEnd wanted) {
        for (LooseEnd end : left) {
            if (isSame(end, wanted)) {
                left.remove(end);
                return true;
            }
        }
        return false;
    }

    /** What was pending may have failed since. */
    private static boolean isSame(LooseEnd one, LooseEnd other) {
        return one.name().equals(other.name())
                && one.since().equals(other.since())
                && one.madeAt().equals(other.madeAt())
                && (one.failure() == null
                        || other.failure() == null
                        || one.failure() == other.failure());
    }
}
