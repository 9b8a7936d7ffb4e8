package dev.timeloop.behaviour.rules;

import static dev.timeloop.ReturnWhen.ALL_COMPLETED;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.Task;
import dev.timeloop.behaviour.LoopTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 5: who waits for one task wakes in the order in which they began to wait. */
class WaitersTest extends LoopTest {
    private final List<String> log = new ArrayList<>();
    private final Task<String> task = loop.task("task");

    @Test
    void wakeInTheOrderInWhichTheyBeganToWaitHoweverTheyWait() {
        loop.run("await", () -> log.add("await " + loop.await(task)));
        loop.run("join", () -> log.add("join " + task.join()));
        loop.run("wait", () -> log.add("wait " + loop.waitUntil(ALL_COMPLETED, List.of(task))));
        loop.run("get", () -> log.add("get " + task.get()));
        loop.run("gather", () -> log.add("gather " + loop.gather(List.of(task))));
        loop.settle();

        task.complete("x");
        assertThat(log).isEmpty();
        loop.settle();

        assertThat(log)
                .containsExactly(
                        "await x",
                        "join x",
                        "wait done:\n  task \"task\" succeeded with x at +0 s\npending: none",
                        "get x",
                        "gather [x]");
    }

    @Test
    void wakeInTheOrderOfTheirWaitingNotOfTheirStart() {
        loop.run(
                "second",
                () -> {
                    loop.sleep(ofSeconds(2));
                    log.add("second " + loop.await(task));
                });
        loop.run(
                "first",
                () -> {
                    loop.sleep(ofSeconds(1));
                    log.add("first " + loop.await(task));
                });
        loop.advance(ofSeconds(2));

        task.complete("x");
        loop.settle();

        assertThat(log).containsExactly("first x", "second x");
    }

    @Test
    void callbacksRunAtOnceAndWaitersWhenItIsTheirTurn() {
        loop.run("waiter", () -> log.add("waiter " + loop.await(task)));
        task.thenAccept(v -> log.add("callback " + v));
        loop.settle();

        task.complete("x");

        assertThat(log).containsExactly("callback x");
        loop.settle();
        assertThat(log).containsExactly("callback x", "waiter x");
    }

    @Test
    void theTestBodyWakesInItsPlace() {
        loop.run("before", () -> log.add("before " + loop.await(task)));
        loop.settle();
        loop.callLater(
                ofSeconds(1),
                () -> {
                    task.complete("x");
                    loop.run("later", () -> log.add("later " + loop.await(task)));
                });

        log.add("test body " + loop.await(task));
        loop.settle();

        assertThat(log).containsExactly("before x", "test body x", "later x");
    }

    @Test
    void aWaiterThatGaveUpIsNotWoken() {
        loop.run(
                "impatient",
                () -> {
                    loop.waitUntil(ALL_COMPLETED, List.of(task), ofSeconds(1));
                    log.add("gave up");
                    loop.sleep(ofSeconds(9));
                    log.add("slept until " + loop.elapsed());
                });
        loop.advance(ofSeconds(2));

        task.complete("x");
        loop.runUntilIdle();

        assertThat(log).containsExactly("gave up", "slept until PT10S");
    }
}
