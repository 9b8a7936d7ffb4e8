package dev.timeloop.world.structured;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.junit.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.FailedException;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;

/** Compiled and run where the JDK has structured task scopes in preview. */
@VirtualTime
class ScopesTestCase {
    private static final ScopedValue<String> USER = ScopedValue.newInstance();
    private final long start = System.nanoTime();

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static String after(int seconds, String answer) throws InterruptedException {
        Thread.sleep(ofSeconds(seconds));
        return answer;
    }

    @RepeatedTest(5)
    void joinsAllForks() throws InterruptedException {
        try (var scope = StructuredTaskScope.open()) {
            Subtask<String> slow = scope.fork(() -> after(3, "slow"));
            Subtask<String> fast = scope.fork(() -> after(1, "fast"));
            scope.join();
            assertThat(slow.get() + fast.get()).isEqualTo("slowfast");
        }
        assertThat(elapsed()).isEqualTo(ofSeconds(3));
    }

    @RepeatedTest(5)
    void aFailureCancelsTheOthers() throws InterruptedException {
        Duration[] interrupted = new Duration[1];
        try (var scope = StructuredTaskScope.open()) {
            scope.fork(
                    () -> {
                        try {
                            return after(3_600, "never");
                        } catch (InterruptedException e) {
                            interrupted[0] = elapsed();
                            Thread.sleep(500);
                            throw e;
                        }
                    });
            scope.fork(
                    () -> {
                        Thread.sleep(2_000);
                        throw new IllegalStateException("boom");
                    });
            assertThatThrownBy(scope::join)
                    .isInstanceOf(FailedException.class)
                    .hasRootCauseMessage("boom");
            assertThat(elapsed()).isEqualTo(ofSeconds(2));
        }
        assertThat(interrupted[0]).isEqualTo(ofSeconds(2));
        assertThat(elapsed()).isEqualTo(Duration.ofMillis(2_500));
    }

    @RepeatedTest(5)
    void theFirstSuccessWins() throws InterruptedException {
        try (var scope = StructuredTaskScope.open(Joiner.<String>anySuccessfulResultOrThrow())) {
            scope.fork(() -> after(5, "slow"));
            scope.fork(() -> after(1, "fast"));
            scope.fork(
                    () -> {
                        throw new IllegalStateException("at once");
                    });
            assertThat(scope.join()).isEqualTo("fast");
        }
        assertThat(elapsed()).isEqualTo(ofSeconds(1));
    }

    @RepeatedTest(5)
    void aTimeOutComesAtItsInstant() throws InterruptedException {
        try (var scope =
                StructuredTaskScope.open(
                        Joiner.awaitAllSuccessfulOrThrow(),
                        with -> with.withName("late").withTimeout(Duration.ofMillis(1_500)))) {
            Subtask<String> slow = scope.fork(() -> after(2, "slow"));
            Subtask<String> fast = scope.fork(() -> after(1, "fast"));
            assertThatThrownBy(scope::join)
                    .isInstanceOf(StructuredTaskScope.TimeoutException.class);
            assertThat(elapsed()).isEqualTo(Duration.ofMillis(1_500));
            assertThat(fast.state()).isEqualTo(Subtask.State.SUCCESS);
            assertThat(slow.state()).isEqualTo(Subtask.State.UNAVAILABLE);
        }
        assertThat(elapsed()).isEqualTo(Duration.ofMillis(1_500));
    }

    @RepeatedTest(5)
    void aTimeOutThatIsNotNeededLeavesNothing() throws InterruptedException {
        try (var scope =
                StructuredTaskScope.open(
                        Joiner.<String>allSuccessfulOrThrow(),
                        with -> with.withTimeout(ofSeconds(60)))) {
            scope.fork(() -> after(1, "a"));
            scope.fork(() -> after(2, "b"));
            assertThat(scope.join().map(Subtask::get)).containsExactly("a", "b");
        }
        assertThat(elapsed()).isEqualTo(ofSeconds(2));
    }

    @RepeatedTest(5)
    void scopesNest() throws InterruptedException {
        try (var outer = StructuredTaskScope.open(Joiner.<String>allSuccessfulOrThrow())) {
            outer.fork(() -> after(1, "alone"));
            outer.fork(
                    () -> {
                        Thread.sleep(1_000);
                        try (var inner =
                                StructuredTaskScope.open(Joiner.<String>allSuccessfulOrThrow())) {
                            inner.fork(() -> after(2, "left"));
                            inner.fork(() -> after(3, "right"));
                            return String.join("+", answers(inner.join()));
                        }
                    });
            assertThat(answers(outer.join())).containsExactly("alone", "left+right");
        }
        assertThat(elapsed()).isEqualTo(ofSeconds(4));
    }

    private static List<String> answers(Stream<Subtask<String>> done) {
        return done.map(Subtask::get).toList();
    }

    @RepeatedTest(5)
    void forksSeeScopedValues() throws Exception {
        String seen =
                ScopedValue.where(USER, "alice")
                        .call(
                                () -> {
                                    try (var scope = StructuredTaskScope.open()) {
                                        Subtask<String> fork =
                                                scope.fork(() -> after(1, USER.get()));
                                        scope.join();
                                        return fork.get();
                                    }
                                });
        assertThat(seen).isEqualTo("alice");
        assertThat(elapsed()).isEqualTo(ofSeconds(1));
    }
}
