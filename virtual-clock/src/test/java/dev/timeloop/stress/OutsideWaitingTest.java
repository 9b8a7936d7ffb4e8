package dev.timeloop.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Threads outside block for real until the loop is done with a task. */
@Bounded
class OutsideWaitingTest {
    private static final int TASKS = 100;

    @Test
    void getAndJoinGiveTheValue() {
        try (EventLoop loop = EventLoop.create()) {
            List<Task<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < TASKS; i++) {
                int value = i;
                tasks.add(
                        loop.start(
                                "task " + i,
                                () -> {
                                    loop.sleep(Duration.ofMillis(value));
                                    return value;
                                }));
            }
            List<Outside> waiting =
                    Outside.start(
                            3,
                            number -> {
                                for (int i = 0; i < TASKS; i++) {
                                    Task<Integer> task = tasks.get(i);
                                    int value =
                                            switch (number) {
                                                case 0 -> task.get();
                                                case 1 -> task.join();
                                                default -> task.get(40, TimeUnit.SECONDS);
                                            };
                                    assertThat(value).isEqualTo(i);
                                }
                            });
            loop.runUntilIdle();
            waiting.forEach(Outside::join);
        }
    }

    @Test
    void getAndJoinThrowAsTheJdkSays() {
        try (EventLoop loop = EventLoop.create()) {
            IOException boom = new IOException("boom");
            Task<String> failing = loop.task("failing");
            Task<String> cancelled = loop.task("cancelled");
            List<Outside> waiting =
                    List.of(
                            Outside.start(
                                    () ->
                                            assertThatThrownBy(failing::get)
                                                    .isInstanceOf(ExecutionException.class)
                                                    .hasCause(boom)),
                            Outside.start(
                                    () ->
                                            assertThatThrownBy(failing::join)
                                                    .isInstanceOf(CompletionException.class)
                                                    .hasCause(boom)),
                            Outside.start(
                                    () ->
                                            assertThatThrownBy(cancelled::get)
                                                    .isInstanceOf(CancellationException.class)),
                            Outside.start(
                                    () ->
                                            assertThatThrownBy(cancelled::join)
                                                    .isInstanceOf(CancellationException.class)));
            failing.completeExceptionally(boom);
            cancelled.cancel(true);
            waiting.forEach(Outside::join);
        }
    }

    @Test
    void aFailureThatAThreadOutsideGotIsRetrieved() {
        try (EventLoop loop = EventLoop.create()) {
            Task<String> failing = loop.task("failing");
            failing.completeExceptionally(new IOException("boom"));
            Outside.run(() -> assertThatThrownBy(failing::get).hasMessageEndingWith("boom"));

            assertThat(loop.looseEnds()).isEmpty();
        }
    }

    @Test
    void aTimeOutThereIsRealTime() {
        try (EventLoop loop = EventLoop.create()) {
            Task<String> pending = loop.task("pending");
            Outside.run(
                    () ->
                            assertThatThrownBy(() -> pending.get(1, TimeUnit.MILLISECONDS))
                                    .isInstanceOf(TimeoutException.class));

            assertThat(loop.elapsed()).isZero();
            pending.complete("late");
        }
    }

    @Test
    void aTimeOutOfInvokeAllThereIsRealTime() {
        try (EventLoop loop = EventLoop.create()) {
            Outside.run(
                    () -> {
                        List<Future<Integer>> futures =
                                loop.executor()
                                        .invokeAll(List.of(() -> 1), 1, TimeUnit.MILLISECONDS);
                        assertThat(futures).hasSize(1);
                    });
            loop.settle();
        }
    }

    @Test
    void invokeAllThereWaitsForTheLoop() {
        try (EventLoop loop = EventLoop.create()) {
            Outside outside =
                    Outside.start(
                            () -> {
                                List<Future<Integer>> futures =
                                        loop.executor().invokeAll(List.of(() -> 1, () -> 2));
                                assertThat(futures).allMatch(Future::isDone);
                            });
            Outside.settleUntilJoined(loop, List.of(outside));
        }
    }

    @Test
    void anInterruptEndsTheWait() {
        try (EventLoop loop = EventLoop.create()) {
            Task<String> pending = loop.task("pending");
            Outside waiting =
                    Outside.start(
                            () ->
                                    assertThatThrownBy(pending::get)
                                            .isInstanceOf(InterruptedException.class));
            waiting.thread().interrupt();
            waiting.join();
            pending.complete("late");
        }
    }

    @Test
    void looksAtAForeignFailureDoNotDisturbTheBooks() {
        try (EventLoop loop = EventLoop.create()) {
            CompletableFuture<String> foreign =
                    CompletableFuture.failedFuture(new IOException("boom"));
            Task<String> tracked = loop.track("tracked", foreign);
            List<Outside> looking =
                    Outside.start(
                            2,
                            number -> {
                                for (int i = 0; i < 3_000; i++) {
                                    assertThatThrownBy(tracked::get)
                                            .isInstanceOf(ExecutionException.class);
                                }
                            });
            List<Task<Void>> failing = new ArrayList<>();
            while (looking.stream().anyMatch(outside -> outside.thread().isAlive())) {
                failing.add(
                        loop.run(
                                "failing",
                                () -> {
                                    throw new IOException("another");
                                }));
                loop.settle();
                if (failing.size() == 500) {
                    break;
                }
            }
            looking.forEach(Outside::join);
            failing.forEach(Task::exception);
        }
    }
}
