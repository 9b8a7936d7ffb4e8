package dev.timeloop.world.juc;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import dev.timeloop.world.support.Strands;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QueuesTest {
    static Stream<Named<Supplier<BlockingQueue<String>>>> queues() {
        return Stream.of(
                Named.of("array", () -> new ArrayBlockingQueue<>(1)),
                Named.of("linked", () -> new LinkedBlockingQueue<>(1)),
                Named.of("deque", () -> new LinkedBlockingDeque<>(1)),
                Named.of("priority", PriorityBlockingQueue::new),
                Named.of("synchronous", SynchronousQueue::new),
                Named.of("fair synchronous", () -> new SynchronousQueue<>(true)),
                Named.of("transfer", LinkedTransferQueue::new));
    }

    @ParameterizedTest
    @MethodSource("queues")
    void everyQueueWaitsForItsItems(Supplier<BlockingQueue<String>> make) throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    BlockingQueue<String> queue = make.get();
                                    log.say(queue.poll(10, MINUTES));
                                    Thread producer =
                                            Strands.start(
                                                    "producer",
                                                    () -> {
                                                        Thread.sleep(1_000);
                                                        queue.put("a");
                                                        Thread.sleep(1_000);
                                                        queue.put("b");
                                                    });
                                    log.say(queue.take());
                                    log.say(queue.poll(500, MILLISECONDS));
                                    log.say(queue.poll(1, MINUTES));
                                    producer.join();
                                }))
                .containsExactly("+600000 null", "+601000 a", "+601500 null", "+602000 b");
    }

    @ParameterizedTest
    @MethodSource("queues")
    void everyBoundedQueueWaitsForRoom(Supplier<BlockingQueue<String>> make) throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    BlockingQueue<String> queue = make.get();
                                    if (queue.remainingCapacity() == Integer.MAX_VALUE) {
                                        queue.put("a"); // unbounded: never waits
                                        log.say("offered");
                                        return;
                                    }
                                    if (queue.remainingCapacity() == 1) {
                                        queue.put("a");
                                    }
                                    log.say(queue.offer("b", 1, SECONDS) ? "?" : "no room");
                                    Thread consumer =
                                            Strands.start(
                                                    "consumer",
                                                    () -> {
                                                        Thread.sleep(1_000);
                                                        queue.take();
                                                    });
                                    queue.put("c");
                                    log.say("put");
                                    consumer.join();
                                }))
                .isIn(List.of("+0 offered"), List.of("+1000 no room", "+2000 put"));
    }

    @Test
    void transfersWaitForTheirTaker() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    LinkedTransferQueue<String> queue = new LinkedTransferQueue<>();
                                    log.say(queue.tryTransfer("x", 2, SECONDS));
                                    Thread taker =
                                            Strands.start(
                                                    "taker",
                                                    () -> {
                                                        Thread.sleep(100);
                                                        log.say(queue.take());
                                                    });
                                    queue.transfer("y");
                                    log.say("transferred");
                                    taker.join();
                                }))
                .containsExactlyInAnyOrder("+2000 false", "+2100 y", "+2100 transferred");
    }

    /** Due at an instant. */
    private record Due(String name, long at) implements Delayed {
        static Due in(String name, long millis) {
            return new Due(name, System.nanoTime() + MILLISECONDS.toNanos(millis));
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(MILLISECONDS), other.getDelay(MILLISECONDS));
        }
    }

    @Test
    void delayQueuesGiveWhatIsDue() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    DelayQueue<Due> queue = new DelayQueue<>();
                                    queue.add(Due.in("late", 5_000));
                                    queue.add(Due.in("soon", 1_000));
                                    log.say(queue.poll());
                                    log.say(queue.take().name());
                                    log.say(queue.poll(1, SECONDS));
                                    log.say(queue.take().name());
                                }))
                .containsExactly("+0 null", "+1000 soon", "+2000 null", "+5000 late");
    }

    @Test
    void producersAndConsumersAlternateInAFixedOrder() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(2);
                                    Strands.together(
                                            4,
                                            n -> {
                                                for (int i = 0; i < 5; i++) {
                                                    if (n % 2 == 0) {
                                                        queue.put(10 * n + i);
                                                        Thread.sleep(n + 1);
                                                    } else {
                                                        log.say(n + " took " + queue.take());
                                                        Thread.sleep(n);
                                                    }
                                                }
                                            });
                                }))
                .hasSize(10);
    }
}
