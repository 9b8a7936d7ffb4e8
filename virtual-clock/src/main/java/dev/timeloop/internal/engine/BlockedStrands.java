package dev.timeloop.internal.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The strands of a loop that are blocked, in the order in which they were; linked, to cost none.
 */
final class BlockedStrands {
    private @Nullable Strand first;
    private @Nullable Strand last;
    private int size;
    private int threads;

    /** Adds one; nothing happens if it is here. */
    void add(Strand strand) {
        if (has(strand)) {
            return;
        }
        Strand before = last;
        strand.beforeBlocked = before;
        strand.afterBlocked = null;
        if (before == null) {
            first = strand;
        } else {
            before.afterBlocked = strand;
        }
        last = strand;
        size++;
        threads += strand.isThread ? 1 : 0;
    }

    /** Removes one; nothing happens if it isn't here. */
    void remove(Strand strand) {
        if (!has(strand)) {
            return;
        }
        Strand before = strand.beforeBlocked;
        Strand after = strand.afterBlocked;
        if (before == null) {
            first = after;
        } else {
            before.afterBlocked = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.beforeBlocked = before;
        }
        strand.beforeBlocked = null;
        strand.afterBlocked = null;
        size--;
        threads -= strand.isThread ? 1 : 0;
    }

    private boolean has(Strand strand) {
        return strand.beforeBlocked != null || first == strand;
    }

    @Nullable Strand first() {
        return first;
    }

    int size() {
        return size;
    }

    /** How many of them are threads that the user's code has made. */
    int threads() {
        return threads;
    }

    List<Strand> toList() {
        List<Strand> all = new ArrayList<>(size);
        for (Strand each = first; each != null; each = each.afterBlocked) {
            all.add(each);
        }
        return all;
    }
}
