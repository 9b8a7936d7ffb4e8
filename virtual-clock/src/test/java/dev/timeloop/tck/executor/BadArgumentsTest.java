package dev.timeloop.tck.executor;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Arguments that no executor takes. */
class BadArgumentsTest extends OnTheLoop {
    private static final Callable<String> ANSWER = () -> "answer";

    @FunctionalInterface
    private interface Use {
        void of(ScheduledExecutorService executor) throws Exception;
    }

    static Stream<Arguments> nulls() {
        return Stream.of(
                nullIn("execute", e -> e.execute(null)),
                nullIn("submit a runnable", e -> e.submit((Runnable) null)),
                nullIn("submit a callable", e -> e.submit((Callable<?>) null)),
                nullIn("submit with a result", e -> e.submit(null, "result")),
                nullIn("schedule a runnable", e -> e.schedule((Runnable) null, 1, SECONDS)),
                nullIn("schedule a callable", e -> e.schedule((Callable<?>) null, 1, SECONDS)),
                nullIn("schedule in a unit", e -> e.schedule(OnTheLoop::nothing, 1, null)),
                nullIn("schedule a callable in a unit", e -> e.schedule(ANSWER, 1, null)),
                nullIn("fixed rate", e -> e.scheduleAtFixedRate(null, 1, 1, SECONDS)),
                nullIn(
                        "fixed rate in a unit",
                        e -> e.scheduleAtFixedRate(OnTheLoop::nothing, 1, 1, null)),
                nullIn("fixed delay", e -> e.scheduleWithFixedDelay(null, 1, 1, SECONDS)),
                nullIn(
                        "fixed delay in a unit",
                        e -> e.scheduleWithFixedDelay(OnTheLoop::nothing, 1, 1, null)),
                nullIn("invokeAll", e -> e.invokeAll(null)),
                nullIn("timed invokeAll", e -> e.invokeAll(null, 1, SECONDS)),
                nullIn("invokeAll in a unit", e -> e.invokeAll(List.of(ANSWER), 1, null)),
                nullIn("invokeAny", e -> e.invokeAny(null)),
                nullIn("timed invokeAny", e -> e.invokeAny(null, 1, SECONDS)),
                nullIn("invokeAny in a unit", e -> e.invokeAny(List.of(ANSWER), 1, null)),
                nullIn("awaitTermination in a unit", e -> e.awaitTermination(1, null)));
    }

    private static Arguments nullIn(String what, Use use) {
        return arguments(what, use);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nulls")
    void nullIsRefused(@SuppressWarnings("unused") String what, Use use) {
        assertThatNullPointerException().isThrownBy(() -> use.of(executor));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nulls")
    void whatWasRefusedLeavesNothingBehind(@SuppressWarnings("unused") String what, Use use) {
        assertThatNullPointerException().isThrownBy(() -> use.of(executor));

        assertThat(loop.looseEnds()).isEmpty();
        assertThat(loop.nextDue()).isEmpty();
    }

    @Test
    void aRateOfNothingIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> executor.scheduleAtFixedRate(OnTheLoop::nothing, 1, 0, SECONDS))
                .withMessage("The period must be positive, and is 0.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> executor.scheduleAtFixedRate(OnTheLoop::nothing, 1, -1, SECONDS))
                .withMessage("The period must be positive, and is -1.");
    }

    @Test
    void aFixedDelayOfNothingIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> executor.scheduleWithFixedDelay(OnTheLoop::nothing, 1, 0, SECONDS))
                .withMessage("The delay must be positive, and is 0.");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> executor.scheduleWithFixedDelay(OnTheLoop::nothing, 1, -1, SECONDS))
                .withMessage("The delay must be positive, and is -1.");
    }

    @Test
    void invokeAllRefusesANullAmongItsTasksAndDropsTheOthers() {
        List<Callable<String>> tasks = Arrays.asList(() -> began("first"), null);

        assertThatNullPointerException().isThrownBy(() -> executor.invokeAll(tasks));

        loop.settle();
        assertThat(trace()).isEmpty();
    }

    @Test
    void timedInvokeAllRefusesANullAmongItsTasksAndDropsTheOthers() {
        List<Callable<String>> tasks = Arrays.asList(() -> began("first"), null);

        assertThatNullPointerException().isThrownBy(() -> executor.invokeAll(tasks, 1, SECONDS));

        loop.settle();
        assertThat(trace()).isEmpty();
    }

    @Test
    void invokeAnyRefusesANullAmongItsTasksAndDropsTheOthers() {
        List<Callable<String>> tasks = Arrays.asList(() -> began("first"), null);

        assertThatNullPointerException().isThrownBy(() -> executor.invokeAny(tasks));
        assertThatNullPointerException().isThrownBy(() -> executor.invokeAny(tasks, 1, SECONDS));

        loop.settle();
        assertThat(trace()).isEmpty();
    }

    @Test
    void invokeAnyNeedsATask() {
        List<Callable<String>> none = List.of();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> executor.invokeAny(none))
                .withMessage("invokeAny needs at least one task.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> executor.invokeAny(none, 1, SECONDS))
                .withMessage("invokeAny needs at least one task.");
    }

    @Test
    void aTimeOutNeedsAUnitWhetherTheJobIsDoneOrNot() throws Exception {
        Future<String> future = executor.submit(ANSWER);

        assertThatNullPointerException().isThrownBy(() -> future.get(1, null));
        assertThat(future.get()).isEqualTo("answer");
        assertThatNullPointerException().isThrownBy(() -> future.get(1, null));
    }

    @Test
    void anExecutorHasAName() {
        assertThatNullPointerException().isThrownBy(() -> loop.executor(null));
        assertThatNullPointerException().isThrownBy(() -> loop.executor(null, 1));
    }

    private String began(String name) {
        note(name);
        return name;
    }
}
