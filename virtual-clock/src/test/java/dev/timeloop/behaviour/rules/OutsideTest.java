package dev.timeloop.behaviour.rules;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.Task;
import dev.timeloop.behaviour.LoopTest;
import dev.timeloop.behaviour.Outside;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Rule 10: what threads outside may do at any moment. */
class OutsideTest extends LoopTest {
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final Task<String> task = loop.task("task");

    @Test
    void completingTakesEffectWhenTheLoopIsDriven() {
        boolean first = Outside.call(() -> task.complete("x"));
        boolean second = Outside.call(() -> task.complete("y"));

        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(task).isNotDone();
        loop.settle();
        assertThat(task.result()).isEqualTo("x");
    }

    @Test
    void whoeverCameFirstHasCompletedIt() {
        Outside.run(() -> task.completeExceptionally(new IOException("from outside")));

        assertThat(task.complete("too late")).isFalse();

        assertThatThrownBy(() -> loop.await(task)).hasMessage("from outside");
    }

    @Test
    void stagesRunOnTheLoopAndMayBlock() {
        Thread[] ran = new Thread[1];
        Task<Duration> stage =
                task.thenApply(
                        v -> {
                            ran[0] = Thread.currentThread();
                            loop.sleep(ofSeconds(2));
                            return loop.elapsed();
                        });
        Thread[] completing = new Thread[1];
        Outside.run(
                () -> {
                    completing[0] = Thread.currentThread();
                    task.complete("x");
                });

        assertThat(loop.await(stage)).isEqualTo(ofSeconds(2));
        assertThat(ran[0]).isNotSameAs(completing[0]);
    }

    @Test
    void foreignStagesOfATaskRunOnTheLoopAndMayBlock() {
        CompletableFuture<Duration> foreign =
                CompletableFuture.allOf(task)
                        .thenApply(
                                v -> {
                                    loop.sleep(ofSeconds(2));
                                    return loop.elapsed();
                                });
        Outside.run(() -> task.complete("x"));

        loop.settle();
        assertThat(loop.elapsed()).isZero();

        Duration elapsed = loop.await(foreign);
        assertThat(elapsed).isEqualTo(ofSeconds(2));
    }

    @Test
    void requestsTakeEffectInTheOrderOfTheirArrival() {
        Outside.run(
                () -> {
                    loop.callSoon(() -> log.add("callback"));
                    loop.executor().execute(() -> log.add("job"));
                    loop.run("task", () -> log.add("task"));
                    task.thenRun(() -> log.add("stage"));
                    task.complete("x");
                });

        loop.settle();

        assertThat(log).containsExactly("callback", "job", "task", "stage");
    }

    @Test
    void cancellingReachesTheBody() {
        Task<Void> body =
                loop.run(
                        "body",
                        () -> {
                            try {
                                loop.sleep(ofSeconds(9));
                            } catch (CancellationException e) {
                                log.add(e.getMessage());
                                throw e;
                            }
                        });
        loop.settle();
        Outside.run(() -> body.cancel("from outside"));
        task.cancel(true);

        loop.settle();

        assertThat(log).containsExactly("from outside");
        assertThat(body).isCancelled();
    }

    @Test
    void submittingGivesAFutureToWaitForOutside() {
        AtomicInteger got = new AtomicInteger();
        Thread outside =
                Outside.start(
                        () -> {
                            Future<Integer> future = loop.executor().submit(() -> 42);
                            try {
                                got.set(future.get());
                            } catch (Exception e) {
                                got.set(-1);
                            }
                        });
        Outside.awaitBlocked(outside);

        loop.settle();
        Outside.join(outside);

        assertThat(got).hasValue(42);
        task.cancel(true);
    }

    @Test
    void comingWhileABodyRunsWaitsUntilThatBlocks() {
        Task<Void> body =
                loop.run(
                        "body",
                        () -> {
                            Outside.run(() -> loop.callSoon(() -> log.add("callback")));
                            log.add("body goes on");
                            loop.sleep(ofSeconds(1));
                            log.add("body ends");
                        });
        loop.await(body);
        task.cancel(true);

        assertThat(log).containsExactly("body goes on", "callback", "body ends");
    }

    @Test
    void manyAtOnceLoseNothing() {
        int threads = 8;
        int each = 500;
        List<Task<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < threads * each; i++) {
            tasks.add(loop.task("t" + i));
        }
        AtomicInteger callbacks = new AtomicInteger();
        List<Thread> outside = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int from = t * each;
            outside.add(
                    Outside.start(
                            () -> {
                                for (int i = from; i < from + each; i++) {
                                    int value = i;
                                    loop.callSoon(callbacks::incrementAndGet);
                                    tasks.get(i).thenRun(callbacks::incrementAndGet);
                                    tasks.get(i).complete(value);
                                }
                            }));
        }
        while (outside.stream().anyMatch(Thread::isAlive)) {
            loop.settle();
        }
        loop.settle();
        task.cancel(true);

        assertThat(callbacks).hasValue(2 * threads * each);
        int sum = 0;
        for (Task<Integer> done : tasks) {
            sum += done.result();
        }
        assertThat(sum).isEqualTo(threads * each * (threads * each - 1) / 2);
    }

    @Test
    void waitingAsIfItWereAStrandIsRefusedWhileTheLoopIsDriven() {
        List<Throwable> refused = new ArrayList<>();
        loop.callSoon(
                () ->
                        Outside.run(
                                () ->
                                        refused.add(
                                                assertThatIllegalStateException()
                                                        .isThrownBy(() -> loop.await(task))
                                                        .actual())));
        loop.settle();

        assertThat(refused.get(0))
                .hasMessage(
                        "Thread \"outside\" called await and isn't a strand of this loop, which"
                                + " another thread drives.\n"
                                + "-> wait outside with future.get(), or run this code on the loop:"
                                + " loop.start(name, body)");
        task.cancel(true);
    }

    @Test
    void drivingItMeanwhileIsRefused() {
        List<Throwable> refused = new ArrayList<>();
        loop.callSoon(
                () ->
                        Outside.run(
                                () ->
                                        refused.add(
                                                assertThatIllegalStateException()
                                                        .isThrownBy(loop::settle)
                                                        .actual())));
        loop.settle();

        assertThat(refused.get(0))
                .hasMessage(
                        "Thread \"outside\" called settle while another thread drives the loop.");
        task.cancel(true);
    }

    @Test
    void drivingItWhenNobodyDoesMakesThatThreadTheTestBody() {
        loop.callLater(ofSeconds(1), () -> log.add("callback"));

        Outside.run(() -> loop.advance(ofSeconds(1)));
        assertThat(log).containsExactly("callback");

        task.complete("posted, since this thread is outside now");
        assertThat(task).isNotDone();
        loop.settle();
        assertThat(task).isDone();
    }
}
