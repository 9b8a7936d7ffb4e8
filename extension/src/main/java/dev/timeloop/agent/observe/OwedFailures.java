package dev.timeloop.agent.observe;

import dev.timeloop.LooseEnd;
import dev.timeloop.LooseEnd.Kind;
import dev.timeloop.internal.origin.Origin;
import dev.timeloop.internal.origin.UserFrames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The failures of a test that nobody has looked at, as loose ends. */
final class OwedFailures {
    private static final String LOOK =
            "join it, handle it (handle, whenComplete, exceptionally), or assert that it fails";

    private OwedFailures() {}

    static List<LooseEnd> of(Observation observation, long now) {
        List<LooseEnd> failures = new ArrayList<>();
        for (Failure failure : observation.owed()) {
            boolean isThread = failure.isOfThread();
            failures.add(
                    new LooseEnd(
                            Kind.UNRETRIEVED_FAILURE,
                            failure.what(),
                            state(failure, isThread),
                            Duration.ofNanos(failure.madeAt()),
                            observation.age(failure.madeAt(), now),
                            failure.origin().frames(),
                            failure.error(),
                            chain(failure),
                            isThread
                                    ? "catch it in the thread, or set an uncaught-exception handler"
                                    : LOOK));
        }
        return failures;
    }

    private static String state(Failure failure, boolean isThread) {
        if (isThread) {
            return "died of an exception that nobody has caught";
        }
        return failure.isHalfLookedAt()
                ? "failed, and not each of its branches was looked at"
                : "failed, and nobody looked at it";
    }

    /** Stages on one line are one to a reader, and on the line of the first future none. */
    private static List<String> chain(Failure failure) {
        Set<String> stages = new LinkedHashSet<>();
        for (Origin origin : failure.chain()) {
            boolean unused = stages.add(stage(origin));
        }
        if (!failure.origin().frames().isEmpty()) {
            boolean unused = stages.remove(stage(failure.origin()));
        }
        return List.copyOf(stages);
    }

    private static String stage(Origin origin) {
        List<StackTraceElement> frames = origin.frames();
        return frames.isEmpty() ? "a stage" : "a stage made at " + UserFrames.text(frames.get(0));
    }
}
