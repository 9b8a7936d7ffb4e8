package dev.timeloop.world.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.agent.install.Agent;
import dev.timeloop.agent.world.VirtualWorld;
import dev.timeloop.junit.UnwatchedQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Workers made elsewhere that a test gives work to in vain. */
class UnreachedWorkersTest {
    private static final long PATIENCE_MILLIS = 10_000;

    private interface Source {
        Runnable take() throws InterruptedException;
    }

    @BeforeAll
    static void install() {
        Agent.install();
    }

    /** Begins a worker outside, and returns when it waits. */
    private static void startWorker(Source source) throws InterruptedException {
        Thread worker =
                new Thread(
                        () -> {
                            try {
                                while (true) {
                                    source.take().run();
                                }
                            } catch (InterruptedException ended) {
                                return;
                            }
                        },
                        "worker");
        worker.setDaemon(true);
        worker.start();
        for (int i = 0; i < PATIENCE_MILLIS && worker.getState() != Thread.State.WAITING; i++) {
            boolean unused = new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS);
        }
    }

    @Test
    void oneThatWaitsOnAMonitorInCodeThatStaysAsItIsIsNamed() throws Exception {
        UnwatchedQueue runner = new UnwatchedQueue();
        startWorker(runner::take);

        OneWorld world =
                OneWorld.of(
                        () -> {
                            synchronized (runner) {
                                runner.add(() -> {});
                                runner.notifyAll();
                            }
                            new CountDownLatch(1).await();
                        });

        assertThat(world.message())
                .isEqualTo(
                        """
                        Deadlock at +0 s: the test body is waiting for CountDownLatch with count 1,\
                         and nothing is left that could release it.
                        Thread "worker" was made outside this test, which notified it in\
                         Object.wait: it works in real time.
                        -> make it in the test, or in @BeforeEach""");
    }

    @Test
    void oneThatWorksForAnotherTestIsNamed() throws Exception {
        BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
        startWorker(queue::take);
        EventLoop other = EventLoop.create();
        try (VirtualWorld its = VirtualWorld.open(other)) {
            its.enter();
            CountDownLatch done = new CountDownLatch(1);
            queue.add(done::countDown);
            done.await();
            Thread.sleep(1);
            assertThat(its.leave(null)).isNull();

            OneWorld world =
                    OneWorld.of(
                            () -> {
                                queue.add(() -> {});
                                new CountDownLatch(1).await();
                            });

            assertThat(world.message())
                    .isEqualTo(
                            """
                            Deadlock at +0 s: the test body is waiting for CountDownLatch with\
                             count 1, and nothing is left that could release it.
                            Thread "worker", which this test woke, works for another test at the\
                             same time.
                            -> make one for each test, or keep these tests apart: @ResourceLock""");
        }
    }
}
