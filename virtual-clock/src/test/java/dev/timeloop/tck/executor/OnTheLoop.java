package dev.timeloop.tck.executor;

import dev.timeloop.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A loop for each test, on each kind of thread, and closed at the end: a test that leaves a loose
 * end fails.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.timeloop.tck.executor.ThreadKind#available")
abstract class OnTheLoop {
    @Parameter ThreadKind threads;

    EventLoop loop;
    ScheduledExecutorService executor;

    private final List<String> trace = new ArrayList<>();

    @BeforeEach
    final void open() {
        loop = threads.builder().build();
        executor = loop.executor();
    }

    @AfterEach
    final void close() {
        loop.close();
    }

    /** Takes down that something happened, and when, in milliseconds. */
    final void note(String what) {
        trace.add(what + " @" + now());
    }

    /** A body that does nothing. */
    static void nothing() {}

    final Runnable noting(String what) {
        return () -> note(what);
    }

    /** A body that takes its time and notes when it begins and ends. */
    final Runnable lasting(String what, long millis) {
        return () -> {
            note(what + " begins");
            sleep(millis);
            note(what + " ends");
        };
    }

    /**
     * A body that sleeps, ends early but in order when it is interrupted, and notes how it went.
     */
    final Runnable napping(String what, long millis) {
        return () -> {
            try {
                nap(millis);
                note(what + " slept");
            } catch (InterruptedException interrupted) {
                note(what + " interrupted");
            }
        };
    }

    /** A body that takes its time and answers, and notes when it begins and how it goes. */
    final Callable<String> answering(String answer, long millis) {
        return () -> {
            note(answer + " begins");
            try {
                nap(millis);
            } catch (InterruptedException interrupted) {
                note(answer + " interrupted");
                throw interrupted;
            }
            note(answer + " ends");
            return answer;
        };
    }

    /** A body that takes its time and fails. */
    final Callable<String> failing(String message, long millis) {
        return () -> {
            nap(millis);
            throw new IllegalStateException(message);
        };
    }

    /** What was noted so far, such as {@code tick @1500}. */
    final List<String> trace() {
        return trace;
    }

    /** Milliseconds since the start of the loop. */
    final long now() {
        return loop.elapsed().toMillis();
    }

    final void sleep(long millis) {
        loop.sleep(Duration.ofMillis(millis));
    }

    /** As {@link #sleep}, and declares what it may throw. */
    final void nap(long millis) throws InterruptedException {
        sleep(millis);
    }

    /** Sleeps and gives a result. */
    final String after(long millis, String result) {
        sleep(millis);
        return result;
    }

    final void advance(long millis) {
        loop.advance(Duration.ofMillis(millis));
    }
}
