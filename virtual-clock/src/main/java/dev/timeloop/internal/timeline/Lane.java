package dev.timeloop.internal.timeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The life of one who does things in a loop: the test, a task, a thread.
 *
 * @param id counts up from 0, which is the test, in the order in which lanes were made; 1 is the
 *     loop
 * @param name as messages show it, as {@code task "refresh"}
 * @param kind what it is
 * @param madeBy the lane that made it; -1 for nobody, or when that isn't known any more
 * @param madeAt the user's frames where it was made, innermost first; empty when not recorded
 * @param state what it did when the recording ended: {@code not begun}, {@code running}, {@code
 *     waiting} or {@code ended}
 * @param waitsFor what it waits for at the end, as {@code waiting for task "refresh"}; null when it
 *     doesn't
 * @param outcome how it ended, as {@code failed with java.io.IOException: boom}; null when it
 *     hasn't
 */
public record Lane(
        int id,
        String name,
        Kind kind,
        int madeBy,
        List<String> madeAt,
        String state,
        @Nullable String waitsFor,
        @Nullable String outcome) {
    /** The test body, in every recording. */
    public static final int TEST = 0;

    /** What runs callbacks, in every recording. */
    public static final int LOOP = 1;

    /** Nobody. */
    public static final int NONE = -1;

    /** The state of a task whose body hasn't begun. */
    public static final String NOT_BEGUN = "not begun";

    /** The state of a lane that does something. */
    public static final String RUNNING = "running";

    /** The state of a lane that waits. */
    public static final String WAITING = "waiting";

    /** The state of a lane that is over. */
    public static final String ENDED = "ended";

    /** The kinds of lanes. */
    public enum Kind {
        TEST("test"),
        LOOP("loop"),
        TASK("task"),
        THREAD("strand"),
        VIRTUAL_THREAD("virtual thread"),
        WORKER("pool worker");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** As files and pages say it. */
        public String label() {
            return label;
        }
    }

    /** Creates a lane with a copy of its frames. */
    public Lane {
        madeAt = List.copyOf(madeAt);
    }
}
