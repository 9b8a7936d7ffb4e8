package dev.timeloop.tck.executor;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes after a shutdown is rejected, whichever way it comes. */
class RejectionTest extends OnTheLoop {
    private static final Callable<String> ANSWER = () -> "answer";

    @FunctionalInterface
    private interface Use {
        void of(ScheduledExecutorService executor) throws Exception;
    }

    static Stream<Arguments> submissions() {
        return Stream.of(
                by("execute", e -> e.execute(OnTheLoop::nothing)),
                by("submit a runnable", e -> e.submit(OnTheLoop::nothing)),
                by("submit a callable", e -> e.submit(ANSWER)),
                by("submit with a result", e -> e.submit(OnTheLoop::nothing, "result")),
                by("schedule a runnable", e -> e.schedule(OnTheLoop::nothing, 1, SECONDS)),
                by("schedule a callable", e -> e.schedule(ANSWER, 1, SECONDS)),
                by("fixed rate", e -> e.scheduleAtFixedRate(OnTheLoop::nothing, 1, 1, SECONDS)),
                by("fixed delay", e -> e.scheduleWithFixedDelay(OnTheLoop::nothing, 1, 1, SECONDS)),
                by("invokeAll", e -> e.invokeAll(List.of(ANSWER))),
                by("timed invokeAll", e -> e.invokeAll(List.of(ANSWER), 1, SECONDS)),
                by("invokeAny", e -> e.invokeAny(List.of(ANSWER))),
                by("timed invokeAny", e -> e.invokeAny(List.of(ANSWER), 1, SECONDS)));
    }

    private static Arguments by(String what, Use use) {
        return arguments(what, use);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("submissions")
    void rejectsWhatComesLater(@SuppressWarnings("unused") String what, Use use) {
        advance(1500);
        executor.shutdown();
        advance(1000);

        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> use.of(executor))
                .withMessage(
                        "Executor \"executor\" was shut down at +1.5 s and takes no more jobs.");
        assertThat(loop.isIdle()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("submissions")
    void rejectsWhatComesWhileJobsAreLeft(@SuppressWarnings("unused") String what, Use use) {
        executor.execute(lasting("job", 1000));
        loop.settle();
        executor.shutdown();

        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> use.of(executor))
                .withMessage("Executor \"executor\" was shut down at +0 s and takes no more jobs.");
        loop.runUntilIdle();
    }

    @Test
    void rejectsWhatAJobSubmitsLater() {
        executor.execute(
                () -> {
                    sleep(1000);
                    assertThatExceptionOfType(RejectedExecutionException.class)
                            .isThrownBy(() -> executor.execute(OnTheLoop::nothing));
                    note("rejected");
                });
        loop.settle();

        executor.shutdown();
        loop.runUntilIdle();

        assertThat(trace()).containsExactly("rejected @1000");
    }
}
