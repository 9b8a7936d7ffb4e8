package dev.timeloop.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Threads outside complete, cancel and chain tasks while the loop does the same. */
@Bounded
class OutsideCompletionTest {
    private static final int TASKS = 200;
    private static final int THREADS = 3;

    private record Answer(int task, String outcome) {}

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void whoeverIsToldTrueHasCompletedTheTask(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            List<Task<String>> tasks = tasks(loop);
            ConcurrentLinkedQueue<Answer> winners = new ConcurrentLinkedQueue<>();
            List<Outside> outside =
                    Outside.start(THREADS, number -> complete(tasks, "outside " + number, winners));
            loop.run("inside", () -> complete(tasks, "inside", winners));
            Outside.settleUntilJoined(loop, outside);

            assertThat(winners).hasSize(TASKS);
            for (Answer winner : winners) {
                assertThat(outcome(tasks.get(winner.task))).isEqualTo(winner.outcome);
            }
        }
    }

    private static void complete(
            List<Task<String>> tasks, String who, ConcurrentLinkedQueue<Answer> winners) {
        Random random = new Random(who.hashCode());
        for (int i = 0; i < tasks.size(); i++) {
            String value = who + " " + i;
            boolean failing = random.nextBoolean();
            boolean first =
                    failing
                            ? tasks.get(i).completeExceptionally(new IllegalStateException(value))
                            : tasks.get(i).complete(value);
            if (first) {
                winners.add(new Answer(i, value));
            }
        }
    }

    private static String outcome(Task<String> task) {
        Throwable failure = task.exception();
        return failure == null ? task.result() : failure.getMessage();
    }

    @Test
    void noSecondThreadSlipsInWhileTheLoopTakesTheFirstOnesCompletionIn() {
        try (EventLoop loop = EventLoop.create()) {
            List<Task<String>> tasks = tasks(loop);
            ConcurrentLinkedQueue<Answer> winners = new ConcurrentLinkedQueue<>();
            List<Outside> outside =
                    Outside.start(
                            2,
                            number -> {
                                for (int i = 0; i < TASKS; i++) {
                                    Task<String> task = tasks.get(i);
                                    while (!task.isDone()) {
                                        if (task.complete("outside " + number)) {
                                            winners.add(new Answer(i, "outside " + number));
                                        }
                                    }
                                }
                            });
            Outside.settleUntilJoined(loop, outside);

            assertThat(winners).hasSize(TASKS);
            for (Answer winner : winners) {
                assertThat(tasks.get(winner.task).result()).isEqualTo(winner.outcome);
            }
        }
    }

    @Test
    void aBodyThatReturnsAfterItsTaskWasCompletedOutsideIsTooLate() {
        try (EventLoop loop = EventLoop.create()) {
            CompletableFuture<Task<String>> self = new CompletableFuture<>();
            List<Boolean> answers = new ArrayList<>();
            self.complete(
                    loop.start(
                            "contested",
                            () -> {
                                Outside.run(() -> answers.add(self.join().complete("outside")));
                                return "body";
                            }));
            loop.settle();

            assertThat(answers).containsExactly(true);
            assertThat(self.join().result()).isEqualTo("outside");
        }
    }

    @Test
    void aStageThatWasCompletedOutsideKeepsThatValue() {
        try (EventLoop loop = EventLoop.create()) {
            Task<String> task = loop.task("source");
            List<Boolean> answers = new ArrayList<>();
            CompletableFuture<Task<String>> stage = new CompletableFuture<>();
            stage.complete(
                    task.thenApply(
                            value -> {
                                Outside.run(() -> answers.add(stage.join().complete("outside")));
                                return "function";
                            }));
            task.complete("value");

            assertThat(answers).containsExactly(true);
            assertThat(loop.await(stage.join())).isEqualTo("outside");
        }
    }

    @Test
    void cancellingAfterCompletingIsTooLate() {
        try (EventLoop loop = EventLoop.create()) {
            Task<String> task = loop.task("task");
            Outside.run(
                    () -> {
                        assertThat(task.complete("value")).isTrue();
                        assertThat(task.cancel(true)).isFalse();
                    });
            loop.settle();

            assertThat(task.result()).isEqualTo("value");
        }
    }

    @Test
    void completingAfterCancellingIsTooLate() {
        try (EventLoop loop = EventLoop.create()) {
            Task<String> task = loop.task("task");
            Outside.run(
                    () -> {
                        assertThat(task.cancel(true)).isTrue();
                        assertThat(task.complete("value")).isFalse();
                    });
            loop.settle();

            assertThat(task.isCancelled()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void stagesThatAreRegisteredWhileTheTaskIsCompletedRunOnce(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            List<Task<String>> tasks = tasks(loop);
            AtomicInteger calls = new AtomicInteger();
            ConcurrentLinkedQueue<Task<Integer>> stages = new ConcurrentLinkedQueue<>();
            List<Outside> outside =
                    Outside.start(
                            THREADS,
                            number -> {
                                for (Task<String> task : tasks) {
                                    stages.add(task.thenApply(v -> calls.incrementAndGet()));
                                    stages.add(task.handle((v, x) -> calls.incrementAndGet()));
                                    stages.add(task.thenApplyAsync(v -> calls.incrementAndGet()));
                                }
                            });
            loop.run("inside", () -> tasks.forEach(task -> task.complete("value")));
            Outside.settleUntilJoined(loop, outside);

            assertThat(stages).hasSize(TASKS * THREADS * 3).allMatch(Task::isDone);
            assertThat(stages.stream().map(Task::result).distinct()).hasSize(stages.size());
            assertThat(calls).hasValue(stages.size());
        }
    }

    @Test
    void aStageOfATaskThatIsDoneIsRunOnTheLoop() {
        try (EventLoop loop = EventLoop.create()) {
            Task<String> done = loop.task("done");
            done.complete("value");
            List<Thread> ran = new ArrayList<>();
            Outside.run(() -> done.thenAccept(value -> ran.add(Thread.currentThread())));

            assertThat(ran).isEmpty();
            loop.settle();
            assertThat(ran).singleElement().isNotSameAs(Thread.currentThread());
        }
    }

    @Test
    void aStageThatWasRegisteredOutsideMayBlock() {
        try (EventLoop loop = EventLoop.create()) {
            Task<String> task = loop.task("task");
            List<Duration> slept = new ArrayList<>();
            Outside.run(
                    () -> {
                        task.thenAccept(
                                value -> {
                                    loop.sleep(Duration.ofSeconds(3));
                                    slept.add(loop.elapsed());
                                });
                        task.complete("value");
                    });
            loop.runUntilIdle();

            assertThat(slept).containsExactly(Duration.ofSeconds(3));
        }
    }

    @Test
    void aStageOfATaskThatWasCancelledOutsideMayBlock() {
        try (EventLoop loop = EventLoop.create()) {
            Task<String> task = loop.task("task");
            List<String> log = new ArrayList<>();
            task.whenComplete(
                    (value, thrown) -> {
                        loop.sleep(Duration.ofSeconds(5));
                        log.add("stage at " + loop.elapsed());
                    });
            loop.run(
                    "bystander",
                    () -> {
                        loop.sleep(Duration.ofSeconds(1));
                        Outside.run(() -> task.cancel("enough"));
                        loop.sleep(Duration.ofSeconds(2));
                        log.add("bystander at " + loop.elapsed());
                    });
            loop.runUntilIdle();

            assertThat(log).containsExactly("bystander at PT3S", "stage at PT6S");
        }
    }

    @Test
    void aBodyThatIsCancelledOutsideCleansUpInVirtualTime() {
        try (EventLoop loop = EventLoop.create()) {
            List<String> log = new ArrayList<>();
            Task<Void> task =
                    loop.run(
                            "task",
                            () -> {
                                try {
                                    loop.sleep(Duration.ofHours(1));
                                } catch (CancellationException e) {
                                    loop.sleep(Duration.ofSeconds(2));
                                    log.add(e.getMessage() + " at " + loop.elapsed());
                                    throw e;
                                }
                            });
            loop.advance(Duration.ofSeconds(1));
            Outside.run(() -> task.cancel("enough"));
            loop.runUntilIdle();

            assertThat(log).containsExactly("enough at PT3S");
            assertThat(task.isCancelled()).isTrue();
        }
    }

    private static List<Task<String>> tasks(EventLoop loop) {
        List<Task<String>> tasks = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            tasks.add(loop.task("task " + i));
        }
        return tasks;
    }
}
