package dev.timeloop.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Futures from outside are completed at the very moment at which the loop looks. */
@Bounded
class TrackingRaceTest {
    private static final int ROUNDS = 150;

    @Test
    void theBodyGetsTheValue() {
        try (EventLoop loop = EventLoop.create()) {
            for (int round = 0; round < ROUNDS; round++) {
                int value = round;
                CompletableFuture<Integer> foreign = new CompletableFuture<>();
                Outside outside = Outside.start(() -> completeSoon(foreign, value));

                assertThat(loop.await(loop.track("foreign", foreign))).isEqualTo(round);
                outside.join();
            }
            assertThat(loop.elapsed()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void strandsGetTheirValuesAndTheClockStandsStill(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            List<CompletableFuture<Integer>> foreign = new ArrayList<>();
            List<Task<Integer>> waiting = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                CompletableFuture<Integer> future = new CompletableFuture<>();
                foreign.add(future);
                waiting.add(
                        loop.start(
                                "waiting " + i, () -> loop.await(loop.track("foreign", future))));
            }
            Task<Void> timer = loop.run("timer", () -> loop.sleep(Duration.ofHours(1)));
            List<Outside> outside =
                    Outside.start(
                            3,
                            number -> {
                                for (int i = number; i < ROUNDS; i += 3) {
                                    completeSoon(foreign.get(i), i);
                                }
                            });
            List<Integer> values = loop.gather(waiting);

            assertThat(loop.elapsed()).isZero();
            for (int i = 0; i < ROUNDS; i++) {
                assertThat(values.get(i)).isEqualTo(i);
            }
            outside.forEach(Outside::join);
            loop.await(timer);
        }
    }

    @Test
    void aFailureComesAsItIs() {
        try (EventLoop loop = EventLoop.create()) {
            for (int round = 0; round < ROUNDS; round++) {
                IOException boom = new IOException("boom " + round);
                CompletableFuture<String> foreign = new CompletableFuture<>();
                Outside outside = Outside.start(() -> foreign.completeExceptionally(boom));

                assertThatThrownBy(() -> loop.await(loop.track("foreign", foreign))).isSameAs(boom);
                outside.join();
            }
        }
    }

    @Test
    void cancellingRacesWithCompletingAndOneOfThemWins() {
        try (EventLoop loop = EventLoop.create()) {
            for (int round = 0; round < ROUNDS; round++) {
                CompletableFuture<String> foreign = new CompletableFuture<>();
                Task<String> tracked = loop.track("foreign", foreign);
                Outside outside = Outside.start(() -> foreign.complete("value"));
                tracked.cancel("enough");
                outside.join();
                loop.settle();

                assertThat(tracked.isDone()).isTrue();
                if (!tracked.isCancelled()) {
                    assertThat(foreign.join()).isEqualTo("value");
                }
            }
        }
    }

    @Test
    void anInterruptEndsTheWaitInRealTime() {
        try (EventLoop loop = EventLoop.create()) {
            CompletableFuture<String> foreign = new CompletableFuture<>();
            Task<String> tracked = loop.track("foreign", foreign);
            Thread body = Thread.currentThread();
            Outside outside = Outside.start(body::interrupt);

            assertThatThrownBy(() -> loop.await(tracked)).isInstanceOf(InterruptedException.class);
            outside.join();
            assertThat(Thread.interrupted()).isFalse();
            foreign.complete("late");
            assertThat(loop.await(tracked)).isEqualTo("late");
        }
    }

    @Test
    void aTrackedFutureWhoseCancelThrowsHarmsNobodyElse() {
        try (EventLoop loop = EventLoop.create()) {
            CompletableFuture<String> stubborn =
                    new CompletableFuture<>() {
                        @Override
                        public boolean cancel(boolean mayInterruptIfRunning) {
                            throw new IllegalStateException("can't be cancelled");
                        }
                    };
            Task<String> tracked = loop.track("stubborn", stubborn);
            Task<Void> bystander =
                    loop.run(
                            "bystander",
                            () -> {
                                Outside.run(() -> tracked.cancel(true));
                                loop.sleep(Duration.ofSeconds(1));
                            });
            loop.runUntilIdle();

            assertThat(bystander.exception()).isNull();
            assertThat(tracked).isCancelled();
            loop.finish();
        }
    }

    @Test
    void callbacksOfATrackedFutureThatIsCancelledMayBlock() {
        try (EventLoop loop = EventLoop.create()) {
            CompletableFuture<String> foreign = new CompletableFuture<>();
            Task<String> tracked = loop.track("foreign", foreign);
            List<Duration> slept = new ArrayList<>();
            CompletableFuture<String> seen =
                    foreign.whenComplete(
                            (value, thrown) -> {
                                loop.sleep(Duration.ofSeconds(2));
                                slept.add(loop.elapsed());
                            });
            Task<Void> bystander = loop.run("bystander", () -> loop.sleep(Duration.ofSeconds(1)));
            Outside.run(() -> tracked.cancel(true));
            loop.runUntilIdle();

            assertThat(slept).containsExactly(Duration.ofSeconds(2));
            assertThat(bystander.exception()).isNull();
            assertThat(seen).isCompletedExceptionally();
            assertThatThrownBy(tracked::result).isInstanceOf(CancellationException.class);
        }
    }

    /** Sometimes at once, sometimes a little later. */
    private static void completeSoon(CompletableFuture<Integer> future, int value) {
        int spins = new Random(value).nextInt(3_000);
        for (int i = 0; i < spins; i++) {
            Thread.onSpinWait();
        }
        future.complete(value);
    }
}
