package dev.timeloop.internal.timeline;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of what happened in a loop, up to some moment.
 *
 * @param test the name of the test as a reader knows it; empty when there is none
 * @param className the class of the test; empty when there is none
 * @param outcome {@code passed} or {@code failed}
 * @param failure what the test failed with, null if it passed
 * @param start the virtual instant at which the loop started
 * @param end virtual nanoseconds from there to the end of the recording
 * @param lost so many events came before the first that is known
 * @param lanes by id, ascending; not all ids occur
 * @param events in the order in which they happened
 * @param stacks frames, innermost first, to which events refer
 */
public record Recording(
        String test,
        String className,
        String outcome,
        @Nullable String failure,
        Instant start,
        long end,
        long lost,
        List<Lane> lanes,
        List<Event> events,
        List<List<String>> stacks) {
    /** The outcome of a test that passed. */
    public static final String PASSED = "passed";

    /** The outcome of a test that failed. */
    public static final String FAILED = "failed";

    /** Creates a recording with copies of its lists. */
    public Recording {
        lanes = List.copyOf(lanes);
        events = List.copyOf(events);
        stacks = List.copyOf(stacks);
    }

    /** The same, of a test. */
    public Recording of(String testName, String testClass) {
        return new Recording(
                testName, testClass, outcome, failure, start, end, lost, lanes, events, stacks);
    }

    /** The same, of a test that failed. */
    public Recording failedWith(String why) {
        return new Recording(test, className, FAILED, why, start, end, lost, lanes, events, stacks);
    }

    /** The lane with an id, or null. */
    public @Nullable Lane lane(int id) {
        int low = 0;
        int high = lanes.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = lanes.get(middle).id();
            if (found == id) {
                return lanes.get(middle);
            }
            if (found < id) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }
}
