package dev.timeloop.behaviour.rules;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.EventLoop;
import dev.timeloop.LooseEnd;
import dev.timeloop.StuckException;
import dev.timeloop.Task;
import dev.timeloop.TaskGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Messages blame who did it, where it was made, and time waits for whom it should. */
class BlameTest {
    @Test
    void aFailedCallbackWasMadeWhereItWasRegistered() {
        EventLoop loop = EventLoop.create();
        register(loop);
        loop.advance(ofSeconds(5));

        List<LooseEnd> found = loop.finish();

        assertThat(found).hasSize(1);
        assertThat(found.get(0).madeAt().get(0).getMethodName()).isEqualTo("register");
        assertThat(found.get(0).age()).isEqualTo(ofSeconds(5));
        assertThat(found.get(0).advice()).isEqualTo("catch it in the callback");
    }

    private static void register(EventLoop loop) {
        loop.callLater(
                ofSeconds(1),
                () -> {
                    throw new IllegalStateException("boom");
                });
    }

    @Test
    void theTaskThatDoesNotComeBackIsNamedAndNotTheOneThatBeganLast() {
        EventLoop loop = EventLoop.builder().realTimeout(ofMillis(100)).build();
        CountDownLatch never = new CountDownLatch(1);
        loop.run(
                "first",
                () -> {
                    loop.sleep(ofSeconds(1));
                    never.await();
                });
        loop.run("second", () -> loop.sleep(ofSeconds(2)));

        assertThatThrownBy(() -> loop.advance(ofSeconds(5)))
                .isInstanceOf(StuckException.class)
                .hasMessageStartingWith("Task \"first\" has not come back for 100 ms");
        assertThatThrownBy(loop::close).isNotNull();
    }

    @Test
    void theClockStandsStillForATrackedTaskAmongThoseThatAreComing() throws Exception {
        try (EventLoop loop = EventLoop.create()) {
            CompletableFuture<String> outside = new CompletableFuture<>();
            Task<String> tracked = loop.track("tracked", outside);
            Task<String> slow =
                    loop.start(
                            "slow",
                            () -> {
                                loop.sleep(ofHours(1));
                                return "slow";
                            });
            loop.settle();
            Thread thread = new Thread(() -> outside.complete("tracked"));
            List<String> order = new ArrayList<>();
            thread.start();
            for (Task<String> task : loop.asCompleted(List.of(slow, tracked))) {
                order.add(task.result() + " at " + loop.elapsed());
            }
            thread.join();

            assertThat(order).containsExactly("tracked at PT0S", "slow at PT1H");
        }
    }

    @Test
    void aGroupRefusesABodyThatIsNull() {
        try (EventLoop loop = EventLoop.create();
                TaskGroup group = loop.taskGroup("group")) {
            assertThatThrownBy(() -> group.run("x", null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("body");
        }
    }

    @Test
    void afterTheEndOfATestItsExecutorsTakeJobsAgain() {
        try (EventLoop loop = EventLoop.create()) {
            loop.executor().shutdown();
            assertThat(loop.finish()).isEmpty();

            assertThat(loop.executor().isShutdown()).isFalse();
        }
    }
}
