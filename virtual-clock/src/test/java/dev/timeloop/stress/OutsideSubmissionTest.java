package dev.timeloop.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import dev.timeloop.TimerHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Threads outside hand work in. */
@Bounded
class OutsideSubmissionTest {
    private static final int THREADS = 3;
    private static final int JOBS = 150;

    private record Ran(int thread, int job) {}

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void jobsOfEachThreadRunOnceAndInItsOrder(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            List<Ran> log = new ArrayList<>();
            Outside.settleUntilJoined(
                    loop,
                    Outside.start(
                            THREADS,
                            thread -> {
                                for (int job = 0; job < JOBS; job++) {
                                    Ran ran = new Ran(thread, job);
                                    loop.executor().execute(() -> log.add(ran));
                                }
                            }));

            assertOrder(log);
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void tasksOfEachThreadBeginOnceAndInItsOrder(ThreadKind kind) {
        try (EventLoop loop = kind.loop()) {
            List<Ran> log = new ArrayList<>();
            Outside.settleUntilJoined(
                    loop,
                    Outside.start(
                            THREADS,
                            thread -> {
                                for (int job = 0; job < JOBS; job++) {
                                    Ran ran = new Ran(thread, job);
                                    loop.run("task", () -> log.add(ran));
                                }
                            }));

            assertOrder(log);
        }
    }

    @Test
    void callbacksOfEachThreadAreMadeOnceAndInItsOrder() {
        try (EventLoop loop = EventLoop.create()) {
            List<Ran> log = new ArrayList<>();
            Outside.settleUntilJoined(
                    loop,
                    Outside.start(
                            THREADS,
                            thread -> {
                                for (int job = 0; job < JOBS; job++) {
                                    Ran ran = new Ran(thread, job);
                                    loop.callSoon(() -> log.add(ran));
                                }
                            }));

            assertOrder(log);
        }
    }

    private static void assertOrder(List<Ran> log) {
        assertThat(log).hasSize(THREADS * JOBS);
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            assertThat(log.stream().filter(ran -> ran.thread == number).map(Ran::job))
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .hasSize(JOBS);
        }
    }

    @Test
    void scheduledJobsRunAtTheirInstants() {
        try (EventLoop loop = EventLoop.create()) {
            List<Long> late = new ArrayList<>();
            Outside.start(
                            THREADS,
                            thread -> {
                                for (int job = 1; job <= JOBS; job++) {
                                    long due = job;
                                    loop.executor()
                                            .schedule(
                                                    () -> late.add(loop.elapsed().toMillis() - due),
                                                    job,
                                                    TimeUnit.MILLISECONDS);
                                }
                            })
                    .forEach(Outside::join);
            loop.runUntilIdle();

            assertThat(late).hasSize(THREADS * JOBS).containsOnly(0L);
            assertThat(loop.elapsed()).isEqualTo(Duration.ofMillis(JOBS));
        }
    }

    @Test
    void namesOfJobsAreUnique() {
        try (EventLoop loop = EventLoop.create()) {
            ConcurrentLinkedQueue<Future<?>> jobs = new ConcurrentLinkedQueue<>();
            Outside.settleUntilJoined(
                    loop,
                    Outside.start(
                            THREADS,
                            thread -> {
                                for (int job = 0; job < JOBS; job++) {
                                    jobs.add(loop.executor().submit(() -> {}));
                                }
                            }));

            assertThat(jobs.stream().map(job -> ((Task<?>) job).name())).doesNotHaveDuplicates();
        }
    }

    @Test
    void aTimerThatIsCancelledBeforeItWasTakenInLeavesNothing() {
        try (EventLoop loop = EventLoop.create()) {
            List<TimerHandle> handles = new ArrayList<>();
            Outside.run(() -> handles.add(loop.callLater(Duration.ofHours(1), () -> {})));
            Outside.run(() -> handles.add(loop.callEvery(Duration.ofHours(1), () -> {})));
            handles.forEach(TimerHandle::cancel);
            loop.runUntilIdle();

            assertThat(loop.elapsed()).isZero();
            assertThat(loop.isIdle()).isTrue();
        }
    }

    @Test
    void aTimerThatIsCancelledByAnotherThreadOutsideDoesNotFire() {
        try (EventLoop loop = EventLoop.create()) {
            List<TimerHandle> handles = new ArrayList<>();
            List<String> fired = new ArrayList<>();
            Outside.run(
                    () -> {
                        for (int i = 0; i < JOBS; i++) {
                            handles.add(
                                    loop.callLater(Duration.ofMillis(i), () -> fired.add("one")));
                        }
                    });
            Outside.run(() -> handles.forEach(TimerHandle::cancel));
            loop.runUntilIdle();

            assertThat(fired).isEmpty();
            assertThat(loop.elapsed()).isZero();
        }
    }

    @Test
    void aTimerFiresOnceOrNotAtAllWhenItsCancelRacesWithIt() {
        try (EventLoop loop = EventLoop.create()) {
            int[] fired = new int[JOBS];
            List<TimerHandle> handles = new ArrayList<>();
            for (int i = 0; i < JOBS; i++) {
                int number = i;
                handles.add(loop.callSoon(() -> fired[number]++));
            }
            Outside.settleUntilJoined(
                    loop, Outside.start(THREADS, thread -> handles.forEach(TimerHandle::cancel)));

            assertThat(fired).doesNotContain(2, 3, 4);
            assertThat(handles).noneMatch(TimerHandle::isPending);
        }
    }

    @Test
    void aThreadThatShutsAnExecutorDownSeesItShutDown() {
        try (EventLoop loop = EventLoop.create()) {
            ScheduledExecutorService executor = loop.executor("pool");
            Outside.run(
                    () -> {
                        executor.shutdown();
                        assertThat(executor.isShutdown()).isTrue();
                        assertThatThrownBy(() -> executor.execute(() -> {}))
                                .isInstanceOf(RejectedExecutionException.class);
                    });
        }
    }

    @Test
    void noJobRunsAfterItsExecutorHasTerminated() {
        try (EventLoop loop = EventLoop.create()) {
            ScheduledExecutorService executor = loop.executor("pool");
            List<String> log = new ArrayList<>();
            Outside.run(() -> executor.execute(() -> log.add("ran")));
            executor.shutdown();
            boolean terminatedEarly = executor.isTerminated();
            loop.settle();

            assertThat(terminatedEarly && !log.isEmpty()).isFalse();
            assertThat(executor.isTerminated()).isTrue();
        }
    }
}
