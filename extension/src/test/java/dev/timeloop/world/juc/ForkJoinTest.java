package dev.timeloop.world.juc;

import static java.util.concurrent.TimeUnit.HOURS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import dev.timeloop.world.support.Strands;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForkJoinTest {
    @Test
    void theCommonPoolHasTheSameSizeOnEveryMachine() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    log.say(ForkJoinPool.commonPool().getParallelism());
                                    log.say(ForkJoinPool.getCommonPoolParallelism());
                                }))
                .containsExactly("+0 4", "+0 4");
    }

    @Test
    void parallelStreamsAreSplitForThatSize() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    IntStream.range(0, 20)
                                            .parallel()
                                            .forEach(i -> Strands.sleep(100));
                                    log.say("four rounds of five");
                                }))
                .containsExactly("+400 four rounds of five");
    }

    @Test
    void theSizeOutsideStaysTheMachines() throws Exception {
        int before = ForkJoinPool.getCommonPoolParallelism();

        InWorld.once(log -> IntStream.range(0, 20).parallel().forEach(i -> Strands.sleep(1)));

        assertThat(ForkJoinPool.getCommonPoolParallelism()).isEqualTo(before);
        assertThat(ForkJoinPool.commonPool().getParallelism()).isEqualTo(before);
    }

    @Test
    void parallelStreamsRunInTheWorld() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    AtomicInteger calls = new AtomicInteger();
                                    int sum =
                                            IntStream.range(0, 64)
                                                    .parallel()
                                                    .map(
                                                            i -> {
                                                                Strands.sleep(100);
                                                                calls.incrementAndGet();
                                                                return i;
                                                            })
                                                    .sum();
                                    log.say(sum + " in " + calls);
                                }))
                .hasSize(1)
                .first()
                .asString()
                .endsWith(" 2016 in 64");
    }

    @Test
    void recursiveTasksForkAndJoin() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ForkJoinPool pool = new ForkJoinPool(3);
                                    log.say(pool.invoke(new Fibonacci(7)));
                                    log.say(ForkJoinPool.commonPool().invoke(new Fibonacci(6)));
                                    log.say(new Fibonacci(5).fork().join());
                                    pool.shutdown();
                                    log.say(pool.awaitTermination(1, HOURS));
                                }))
                .hasSize(4)
                .satisfies(
                        lines -> {
                            assertThat(lines.get(0)).endsWith(" 13");
                            assertThat(lines.get(1)).endsWith(" 8");
                            assertThat(lines.get(2)).endsWith(" 5");
                            assertThat(lines.get(3)).endsWith(" true");
                        });
    }

    @SuppressWarnings("serial")
    private static final class Fibonacci extends RecursiveTask<Integer> {
        private final int n;

        Fibonacci(int n) {
            this.n = n;
        }

        @Override
        protected Integer compute() {
            Strands.sleep(1);
            if (n < 2) {
                return n;
            }
            ForkJoinTask<Integer> first = new Fibonacci(n - 1).fork();
            return new Fibonacci(n - 2).compute() + first.join();
        }
    }

    @Test
    void aPublisherFeedsItsSubscribers() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    try (SubmissionPublisher<Integer> publisher =
                                            new SubmissionPublisher<>(
                                                    ForkJoinPool.commonPool(), 2)) {
                                        publisher.subscribe(new Slow(log));
                                        for (int i = 0; i < 5; i++) {
                                            publisher.submit(i);
                                        }
                                        log.say("submitted");
                                    }
                                    Thread.sleep(10_000);
                                }))
                .contains("+0 got 0", "+100 got 1", "+200 got 2", "+300 got 3", "+400 got 4")
                .endsWith("+500 complete");
    }

    /** Takes 100 ms for each item. */
    private static final class Slow implements Flow.Subscriber<Integer> {
        private final InWorld.Log log;
        private Flow.Subscription subscription;

        Slow(InWorld.Log log) {
            this.log = log;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(1);
        }

        @Override
        public void onNext(Integer item) {
            log.say("got " + item);
            Strands.sleep(100);
            subscription.request(1);
        }

        @Override
        public void onError(Throwable thrown) {
            log.say(thrown);
        }

        @Override
        public void onComplete() {
            log.say("complete");
        }
    }

    @Test
    void computeIfAbsentWithAFunctionThatSleepsDoesNotHang() throws Exception {
        List<String> lines =
                InWorld.once(
                        log -> {
                            ConcurrentHashMap<String, String> map = new ConcurrentHashMap<>();
                            Strands.together(
                                    2,
                                    n -> {
                                        String value =
                                                map.computeIfAbsent(
                                                        "key",
                                                        key -> {
                                                            Strands.sleep(100);
                                                            return "by " + n;
                                                        });
                                        // the JVM lets both go on at once, until a call of ours
                                        synchronized (map) {
                                            log.say(value);
                                        }
                                    });
                        });
        assertThat(new ArrayList<>(lines)).hasSize(2).allMatch(line -> line.endsWith("by 0"));
    }
}
