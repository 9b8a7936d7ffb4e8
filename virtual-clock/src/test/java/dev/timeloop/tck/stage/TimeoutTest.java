package dev.timeloop.tck.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code orTimeout} and {@code completeOnTimeout}, on virtual time. */
class TimeoutTest {
    private static final Duration JUST_BEFORE = Duration.ofSeconds(5).minusNanos(1);

    private final EventLoop loop = EventLoop.create();
    private final Task<String> task = loop.task("slow");

    @AfterEach
    void close() {
        task.complete("over"); // where a test left it pending
        loop.close();
    }

    @Test
    void aTaskThatIsLateFailsAtTheInstantOfItsTimeout() {
        assertThat(task.orTimeout(5, TimeUnit.SECONDS)).isSameAs(task);
        loop.advance(JUST_BEFORE);
        assertThat(task).isNotDone();
        loop.advance(Duration.ofNanos(1));
        assertThat(task.exception())
                .isExactlyInstanceOf(TimeoutException.class)
                .hasMessage("Task \"slow\" was not done within 5 s");
        assertThat(task.complete("late")).isFalse();
    }

    @Test
    void dependentsAreGivenTheTimeoutAsTheJdkWrapsIt() {
        Task<Throwable> direct = task.handle((value, failure) -> failure);
        Task<Throwable> next = task.thenApply(x -> x).handle((value, failure) -> failure);
        task.orTimeout(5, TimeUnit.SECONDS);
        assertThat(loop.await(direct)).isExactlyInstanceOf(TimeoutException.class);
        assertThat(loop.await(next))
                .isExactlyInstanceOf(CompletionException.class)
                .hasCause(loop.await(direct));
        assertThat(loop.elapsed()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void waitingForATaskWithATimeoutLetsTimeJumpToIt() {
        task.orTimeout(5, TimeUnit.SECONDS);
        assertThatThrownBy(task::get)
                .isExactlyInstanceOf(ExecutionException.class)
                .hasCauseExactlyInstanceOf(TimeoutException.class);
        assertThat(loop.elapsed()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aTaskThatIsLateIsGivenItsDefault() {
        assertThat(task.completeOnTimeout("default", 5, TimeUnit.SECONDS)).isSameAs(task);
        loop.advance(JUST_BEFORE);
        assertThat(task).isNotDone();
        assertThat(task.join()).isEqualTo("default");
        assertThat(loop.elapsed()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void theDefaultMayBeNull() {
        assertThat(task.completeOnTimeout(null, 5, TimeUnit.SECONDS).join()).isNull();
    }

    @Test
    void aTaskThatEndsInTimeLeavesNoTimer() {
        task.orTimeout(5, TimeUnit.SECONDS).completeOnTimeout("default", 1, TimeUnit.DAYS);
        task.complete("in time");
        assertThat(loop.nextDue()).isEmpty();
        assertThat(task.result()).isEqualTo("in time");
    }

    @Test
    void aTaskThatIsCancelledLeavesNoTimer() {
        task.orTimeout(5, TimeUnit.SECONDS);
        task.cancel(false);
        assertThat(loop.nextDue()).isEmpty();
    }

    @Test
    void aTaskThatIsDoneNeedsNoTimer() {
        task.complete("done");
        task.orTimeout(5, TimeUnit.SECONDS).completeOnTimeout("default", 5, TimeUnit.SECONDS);
        assertThat(loop.nextDue()).isEmpty();
        assertThat(task.result()).isEqualTo("done");
    }

    @Test
    void theEarlierOfTwoTimeoutsCounts() {
        task.orTimeout(6, TimeUnit.SECONDS)
                .completeOnTimeout("default", 5, TimeUnit.SECONDS)
                .orTimeout(7, TimeUnit.SECONDS);
        assertThat(task.join()).isEqualTo("default");
        assertThat(loop.nextDue()).isEmpty();
    }

    @Test
    void timeoutsAtOneInstantFireInTheOrderInWhichTheyWereSet() {
        List<String> order = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            loop.task(name)
                    .completeOnTimeout(name, 5, TimeUnit.SECONDS)
                    .thenAccept(x -> order.add(name + " at " + loop.elapsed()));
        }
        loop.runUntilIdle();
        assertThat(order).containsExactly("a at PT5S", "b at PT5S", "c at PT5S");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void aTimeoutThatIsOverFiresWhenTheLoopIsNextDriven(long timeout) {
        task.completeOnTimeout("default", timeout, TimeUnit.NANOSECONDS);
        assertThat(task).isNotDone();
        loop.settle();
        assertThat(task.result()).isEqualTo("default");
        assertThat(loop.elapsed()).isZero();
    }

    @Test
    void aTimeoutBeyondTheEndOfTimeNeverFires() {
        task.orTimeout(Long.MAX_VALUE, TimeUnit.DAYS);
        loop.advance(Duration.ofDays(10_000));
        assertThat(task).isNotDone();
    }

    @Test
    void theTimeoutOfACopyLeavesTheSourceAlone() {
        Task<String> copy = task.copy();
        copy.orTimeout(5, TimeUnit.SECONDS);
        loop.advance(Duration.ofSeconds(5));
        assertThat(copy.exception()).isExactlyInstanceOf(TimeoutException.class);
        assertThat(task).isNotDone();
    }

    @Test
    void theTimeoutOfAStageKeepsItsFunctionFromRunning() {
        List<String> ran = new ArrayList<>();
        Task<Boolean> stage = task.thenApply(ran::add);
        stage.completeOnTimeout(false, 5, TimeUnit.SECONDS);
        loop.advance(Duration.ofSeconds(5));
        task.complete("later");
        assertThat(ran).isEmpty();
        assertThat(stage.result()).isFalse();
    }

    @Test
    void aTimeoutSetByAThreadOutsideCountsFromWhenTheLoopTakesItIn() {
        Way.runElsewhere(() -> task.completeOnTimeout("default", 5, TimeUnit.SECONDS));
        loop.advance(JUST_BEFORE);
        assertThat(task).isNotDone();
        loop.advance(Duration.ofNanos(1));
        assertThat(task.result()).isEqualTo("default");
    }

    @Test
    void aTimedGetWaitsInVirtualTime() {
        assertThatThrownBy(() -> task.get(5, TimeUnit.SECONDS))
                .isExactlyInstanceOf(TimeoutException.class)
                .hasMessage("Task \"slow\" was not done within 5 s");
        assertThat(loop.elapsed()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aTimedGetOfATaskThatEndsAtThatInstantHasItsValue() throws Exception {
        task.completeOnTimeout("just in time", 5, TimeUnit.SECONDS);
        assertThat(task.get(5, TimeUnit.SECONDS)).isEqualTo("just in time");
    }
}
