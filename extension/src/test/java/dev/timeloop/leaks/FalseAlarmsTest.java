package dev.timeloop.leaks;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.LooseEnd;
import dev.timeloop.LooseEnd.Kind;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What published suites do, that is no loose end; and next to it, what is. */
class FalseAlarmsTest {
    private static List<Kind> kinds(Observed.Deed deed) throws Exception {
        return Observed.after(deed).stream().map(LooseEnd::kind).toList();
    }

    // --- stopped by interruption: commons-lang3, BackgroundInitializerTest ---

    private static Callable<String> blocking(CountDownLatch runs) {
        return () -> {
            runs.countDown();
            new CountDownLatch(1).await();
            return "x";
        };
    }

    private static void end(ExecutorService pool) throws InterruptedException {
        assertThat(pool.awaitTermination(10, SECONDS)).isTrue();
    }

    @Test
    void aJobThatItsPoolHasInterruptedWasCancelled() throws Exception {
        assertThat(
                        kinds(
                                () -> {
                                    ExecutorService pool = Executors.newFixedThreadPool(1);
                                    CountDownLatch runs = new CountDownLatch(1);
                                    Future<?> unused = pool.submit(blocking(runs));
                                    runs.await();
                                    pool.shutdownNow();
                                    end(pool);
                                }))
                .isEmpty();
    }

    @Test
    void soWasAScheduledOne() throws Exception {
        assertThat(
                        kinds(
                                () -> {
                                    var pool = Executors.newScheduledThreadPool(1);
                                    CountDownLatch runs = new CountDownLatch(1);
                                    Future<?> unused =
                                            pool.schedule(blocking(runs), 1, MILLISECONDS);
                                    runs.await();
                                    pool.shutdownNow();
                                    end(pool);
                                }))
                .isEmpty();
    }

    @Test
    void anInterruptionWithoutAStopIsAFailure() throws Exception {
        assertThat(
                        kinds(
                                () -> {
                                    ExecutorService pool = Executors.newFixedThreadPool(1);
                                    Callable<String> job =
                                            () -> {
                                                throw new InterruptedException();
                                            };
                                    Future<?> task = pool.submit(job);
                                    while (!task.isDone()) {
                                        LockSupport.parkNanos(1_000_000);
                                    }
                                    pool.shutdown();
                                    end(pool);
                                }))
                .containsExactly(Kind.UNRETRIEVED_FAILURE);
    }

    @Test
    void anotherFailureThanTheInterruptionIsOne() throws Exception {
        assertThat(
                        kinds(
                                () -> {
                                    ExecutorService pool = Executors.newFixedThreadPool(1);
                                    CountDownLatch runs = new CountDownLatch(1);
                                    Future<?> unused =
                                            pool.submit(
                                                    () -> {
                                                        try {
                                                            return blocking(runs).call();
                                                        } catch (InterruptedException stopped) {
                                                            return Row.boom();
                                                        }
                                                    });
                                    runs.await();
                                    pool.shutdownNow();
                                    end(pool);
                                }))
                .containsExactly(Kind.UNRETRIEVED_FAILURE);
    }

    // --- about to end: commons-lang3, MultiBackgroundInitializerSupplierTest ---

    @Test
    void aThreadThatWaitsMayBeAboutToEnd() throws Exception {
        Runnable nearlyDone = () -> LockSupport.parkNanos(10_000_000);

        assertThat(kinds(() -> new Thread(nearlyDone).start())).isEmpty();
    }

    @Test
    void soMayAJobWhosePoolIsShutDown() throws Exception {
        assertThat(
                        kinds(
                                () -> {
                                    ExecutorService pool = Executors.newFixedThreadPool(1);
                                    Future<?> unused =
                                            pool.submit(() -> LockSupport.parkNanos(10_000_000));
                                    pool.shutdown();
                                }))
                .isEmpty();
    }

    // --- somebody else's ---

    @Test
    void whatALibraryOfTheJdkMakesIsItsOwn() throws Exception {
        HttpClient[] kept = new HttpClient[1]; // its pool would be no loose end as garbage

        assertThat(kinds(() -> kept[0] = HttpClient.newHttpClient())).isEmpty();
        assertThat(kept[0]).isNotNull();
    }

    @Test
    void whatTheJdkCallsBackIsTheCallers() throws Exception {
        assertThat(
                        kinds(
                                () -> {
                                    ExecutorService pool = Executors.newFixedThreadPool(1);
                                    Callable<String> throwing = Row::boom;
                                    Stream.of(throwing).map(pool::submit).forEach(task -> {});
                                    pool.shutdown();
                                    end(pool);
                                }))
                .containsExactly(Kind.UNRETRIEVED_FAILURE);
    }

    private static final class Loaded {
        static final CompletableFuture<String> FUTURE = Row.failed();

        private Loaded() {}
    }

    @Test
    void whatAClassInitialiserMakesBelongsToItsClass() throws Exception {
        assertThat(kinds(() -> assertThat(Loaded.FUTURE.isDone()).isTrue())).isEmpty();
    }

    private static final class WithTimer {
        static final Timer TIMER = new Timer("of a class", true);

        private WithTimer() {}
    }

    @Test
    void soDoesATimer() throws Exception {
        assertThat(kinds(() -> assertThat(WithTimer.TIMER.purge()).isZero())).isEmpty();
    }

    // --- a Timer that nobody has any more: its cleaner ends its thread ---

    private static List<LooseEnd> afterTimer(boolean isDropped, long delay) throws Exception {
        AtomicReference<Timer> timer = new AtomicReference<>();
        try {
            return Observed.after(
                    () -> {
                        CountDownLatch ran = new CountDownLatch(1);
                        timer.set(new Timer("dropped", true));
                        WeakReference<Timer> garbage = new WeakReference<>(timer.get());
                        timer.get().schedule(task(ran::countDown), 0);
                        ran.await();
                        if (delay > 0) {
                            timer.get().schedule(task(() -> {}), delay);
                        }
                        if (isDropped) {
                            timer.set(null);
                            awaitGarbage(garbage);
                        }
                    });
        } finally {
            if (timer.get() != null) {
                timer.get().cancel();
            }
        }
    }

    private static TimerTask task(Runnable body) {
        return new TimerTask() {
            @Override
            public void run() {
                body.run();
            }
        };
    }

    private static void awaitGarbage(WeakReference<?> garbage) {
        long deadline = System.nanoTime() + SECONDS.toNanos(30);
        while (garbage.get() != null) {
            assertThat(System.nanoTime() - deadline).as("it is still held").isNegative();
            System.gc();
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void aTimerThatIsGarbageDoesNoHarm() throws Exception {
        assertThat(afterTimer(true, 0)).isEmpty();
    }

    @Test
    void oneThatIsInUseWasNeverCancelled() throws Exception {
        assertThat(afterTimer(false, 0))
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.kind()).isEqualTo(Kind.IDLE_POOL);
                            assertThat(it.name()).isEqualTo("Timer of thread \"dropped\"");
                            assertThat(it.state()).isEqualTo("was never cancelled");
                            assertThat(it.madeAt().get(0).getMethodName()).contains("afterTimer");
                        });
    }

    @Test
    void whatATimerHasToDoIsDoneThoughItIsGarbage() throws Exception {
        assertThat(afterTimer(true, HOURS.toMillis(1)))
                .extracting(LooseEnd::kind)
                .containsExactly(Kind.LIVE_TIMER);
    }

    // --- a cleaner: commons-io, FileCleaningTrackerTest ---

    private static List<Kind> afterWaitingForGarbage(boolean isDaemon) throws Exception {
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        Thread cleaner =
                new Thread(
                        () -> {
                            try {
                                Object unused = queue.remove();
                            } catch (InterruptedException end) {
                                Thread.currentThread().interrupt();
                            }
                        });
        cleaner.setDaemon(isDaemon);
        try {
            return kinds(cleaner::start);
        } finally {
            cleaner.interrupt();
            cleaner.join();
        }
    }

    @Test
    void aDaemonThatWaitsForGarbageIsACleaner() throws Exception {
        assertThat(afterWaitingForGarbage(true)).isEmpty();
    }

    @Test
    void oneThatKeepsTheJvmFromItsEndIsALooseEnd() throws Exception {
        assertThat(afterWaitingForGarbage(false)).containsExactly(Kind.BUSY_THREAD);
    }

    // --- handed on by code: kafka-clients, ListClientMetricsResourcesResult.all ---

    private static CompletableFuture<String> copy(CompletableFuture<String> from) {
        CompletableFuture<String> copy = new CompletableFuture<>();
        CompletableFuture<?> unused =
                from.whenComplete((value, failure) -> copy.completeExceptionally(failure));
        return copy;
    }

    private static List<Kind> afterCopies(boolean looksAtFirst, boolean looksAtLast)
            throws Exception {
        return kinds(
                () -> {
                    CompletableFuture<String> from = new CompletableFuture<>();
                    CompletableFuture<String> first = copy(from);
                    CompletableFuture<String> last = copy(from);
                    from.completeExceptionally(new Row.Boom());
                    if (looksAtFirst) {
                        Row.attempt(first::join);
                    }
                    if (looksAtLast) {
                        Row.attempt(last::join);
                    }
                });
    }

    @Test
    void aLookAtOneOfTheFuturesThatCodeHandsAFailureOnToIsEnough() throws Exception {
        assertThat(afterCopies(true, false)).isEmpty();
        assertThat(afterCopies(false, true)).isEmpty();
        assertThat(afterCopies(false, false)).containsOnly(Kind.UNRETRIEVED_FAILURE);
    }

    @Test
    void whoHandsAFailureOnHasNotLookedAtWhatThatFails() throws Exception {
        assertThat(
                        kinds(
                                () -> {
                                    CompletableFuture<String> from = new CompletableFuture<>();
                                    CompletableFuture<String> unused = copy(copy(from));
                                    from.completeExceptionally(new Row.Boom());
                                }))
                .containsExactly(Kind.UNRETRIEVED_FAILURE);
    }
}
