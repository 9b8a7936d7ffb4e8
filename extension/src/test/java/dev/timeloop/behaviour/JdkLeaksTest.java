package dev.timeloop.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.LooseEndsError;
import dev.timeloop.junit.LeakCheck;
import dev.timeloop.junit.VirtualTime;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What plain code leaves behind, without a loop in sight. */
class JdkLeaksTest {
    private static List<String> kinds(Throwable failure) {
        return ((LooseEndsError) failure)
                .looseEnds().stream().map(end -> end.kind().name()).toList();
    }

    @SuppressWarnings({"DoNotCallSuggester", "TypeParameterUnusedInFormals"}) // fits every function
    private static <T> T boom() {
        throw new IllegalStateException("boom");
    }

    // --- on real time ---

    @LeakCheck
    static class RealTimeTestCase {
        private static CountDownLatch never;

        @BeforeAll
        static void begin() {
            never = new CountDownLatch(1);
        }

        @Test
        void dropsAFailedFuture() {
            CompletableFuture<String> asked =
                    CompletableFuture.supplyAsync(JdkLeaksTest::boom, Runnable::run);
            CompletableFuture<String> unused = asked.thenApply(x -> x);
        }

        @Test
        void looksAtIt() {
            CompletableFuture.supplyAsync(JdkLeaksTest::boom).handle((x, e) -> "y").join();
        }

        @Test
        void dropsATask() {
            ExecutorService pool = Executors.newSingleThreadExecutor();
            pool.submit(() -> boom());
            pool.shutdown();
        }

        @Test
        void leavesAThread() {
            new Thread(RealTimeTestCase::block, "blocked").start();
        }

        @Test
        void leavesAJobThatRuns() {
            ExecutorService pool = Executors.newSingleThreadExecutor();
            pool.submit(RealTimeTestCase::block);
            pool.shutdown();
        }

        @Test
        void leavesATimer() {
            Timer timer = new Timer("timer", true);
            timer.schedule(
                    new TimerTask() {
                        @Override
                        public void run() {}
                    },
                    3_600_000);
        }

        @Test
        void leavesAPeriodicJob() {
            ScheduledExecutorService pool = Executors.newScheduledThreadPool(1);
            pool.scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.HOURS);
        }

        @Test
        void leavesAFutureThatIsWaitedFor() {
            new CompletableFuture<String>().thenApply(x -> x).thenAccept(x -> {});
        }

        @Test
        void leavesNothing() throws Exception {
            ExecutorService pool = Executors.newFixedThreadPool(2);
            pool.submit(() -> "x").get();
            pool.shutdown();
            CountDownLatch done = new CountDownLatch(1);
            new Thread(done::countDown).start();
            done.await();
            CompletableFuture<String> unused = new CompletableFuture<>();
        }

        private static void block() {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @AfterAll
        static void end() {
            never.countDown();
        }
    }

    @Test
    void plainCodeIsChecked() {
        Kit kit = Kit.run(RealTimeTestCase.class);

        assertThat(kinds(kit.failure("dropsAFailedFuture"))).containsExactly("UNRETRIEVED_FAILURE");
        assertThat(kinds(kit.failure("dropsATask"))).containsExactly("UNRETRIEVED_FAILURE");
        assertThat(kinds(kit.failure("leavesAThread"))).containsExactly("BUSY_THREAD");
        assertThat(kinds(kit.failure("leavesAJobThatRuns"))).containsExactly("PENDING_TASK");
        assertThat(kinds(kit.failure("leavesATimer"))).containsExactly("LIVE_TIMER");
        assertThat(kinds(kit.failure("leavesAPeriodicJob"))).containsExactly("LIVE_TIMER");
        assertThat(kinds(kit.failure("leavesAFutureThatIsWaitedFor")))
                .containsExactly("PENDING_TASK");
        assertThat(kit.tests().get("looksAtIt()").getThrowable()).isEmpty();
        assertThat(kit.tests().get("leavesNothing()").getThrowable()).isEmpty();
    }

    @Test
    void aFindingSaysWhatAndWhereAndWhatToDo() {
        assertThat(
                        Kit.run(RealTimeTestCase.class)
                                .failureText("dropsAFailedFuture")
                                .replaceAll("[0-9.]+ (ms|us|s) ago", "N ago"))
                .isEqualTo(
                        """
                        1 loose end in JdkLeaksTest.RealTimeTestCase.dropsAFailedFuture:
                          1. CompletableFuture failed, and nobody looked at it
                             java.lang.IllegalStateException: boom
                               thrown at JdkLeaksTest.boom(JdkLeaksTest.java)
                               went down a stage made at JdkLeaksTest.RealTimeTestCase.dropsAFailedFuture(JdkLeaksTest.java)
                               made at JdkLeaksTest.RealTimeTestCase.dropsAFailedFuture(JdkLeaksTest.java), N ago
                             -> join it, handle it (handle, whenComplete, exceptionally), or assert that it fails""");
    }

    // --- who is to blame ---

    @LeakCheck
    static class LifecycleTestCase {
        @BeforeAll
        static void ofTheClass() {
            CompletableFuture.supplyAsync(JdkLeaksTest::boom);
        }

        @BeforeEach
        void before() {}

        @Test
        void clean() {}

        @Test
        void leaks() {}

        @AfterEach
        void after(org.junit.jupiter.api.TestInfo test) {
            if (test.getDisplayName().equals("leaks()")) {
                CompletableFuture.supplyAsync(JdkLeaksTest::boom);
            }
        }
    }

    @Test
    void whatTheClassMakesIsChargedToTheClassOnce() {
        Kit kit = Kit.run(LifecycleTestCase.class);

        assertThat(kit.tests().get("clean()").getThrowable()).isEmpty();
        assertThat(kinds(kit.failure("leaks"))).containsExactly("UNRETRIEVED_FAILURE");
        assertThat(kinds(kit.containerFailure("JdkLeaksTest$LifecycleTestCase")))
                .containsExactly("UNRETRIEVED_FAILURE");
    }

    // --- in a world ---

    @VirtualTime
    static class WorldTestCase {
        @Test
        void dropsAFailedFuture() throws Exception {
            CompletableFuture.supplyAsync(JdkLeaksTest::boom);
            Thread.sleep(1_000);
        }

        @Test
        void dropsATask() throws Exception {
            ExecutorService pool = Executors.newSingleThreadExecutor();
            pool.submit(() -> boom());
            pool.shutdown();
        }

        @Test
        void looksAtIt() {
            CompletableFuture.supplyAsync(JdkLeaksTest::boom).handle((x, e) -> "y").join();
        }

        @Test
        void leavesAFutureThatIsWaitedFor() {
            new CompletableFuture<String>().thenAccept(x -> {});
        }

        @Test
        void leavesNothing() throws Exception {
            ExecutorService pool = Executors.newFixedThreadPool(2);
            pool.submit(() -> "x").get();
            pool.shutdown();
            CompletableFuture.runAsync(() -> {}).orTimeout(1, TimeUnit.HOURS).join();
        }

        @Test
        void aThreadDies() throws Exception {
            Thread thread = new Thread(JdkLeaksTest::boom);
            thread.start();
            thread.join();
        }
    }

    @Test
    void plainCodeIsCheckedInAWorldToo() {
        Kit kit = Kit.run(WorldTestCase.class);

        assertThat(kinds(kit.failure("dropsAFailedFuture"))).containsExactly("UNRETRIEVED_FAILURE");
        assertThat(kinds(kit.failure("dropsATask"))).containsExactly("UNRETRIEVED_FAILURE");
        assertThat(kinds(kit.failure("aThreadDies"))).containsExactly("UNRETRIEVED_FAILURE");
        assertThat(kinds(kit.failure("leavesAFutureThatIsWaitedFor")))
                .containsExactly("PENDING_TASK");
        assertThat(kit.tests().get("looksAtIt()").getThrowable()).isEmpty();
        assertThat(kit.tests().get("leavesNothing()").getThrowable()).isEmpty();
    }
}
