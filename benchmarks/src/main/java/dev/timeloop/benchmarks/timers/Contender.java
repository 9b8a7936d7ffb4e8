package dev.timeloop.benchmarks.timers;

import dev.timeloop.EventLoop;
import java.util.function.Supplier;

/** Who is measured: the first is what the others are compared with. */
public enum Contender {
    /** A bare {@link java.util.PriorityQueue} in a loop. */
    HEAP(HeapTimers::new),

    /** {@link dev.timeloop.EventLoop}. */
    LOOP(() -> new LoopTimers(EventLoop.create())),

    /** The same, without its timeline: what is left of the time is the recording's. */
    UNRECORDED(() -> new LoopTimers(EventLoop.builder().timeline(false).build())),

    /** Reactor's {@code VirtualTimeScheduler}. */
    REACTOR(ReactorTimers::new),

    /** RxJava's {@code TestScheduler}. */
    RXJAVA(RxJavaTimers::new),

    /** Netty's {@code EmbeddedChannel}. */
    NETTY(NettyTimers::new),

    /** The scheduler of kotlinx-coroutines-test. */
    KOTLINX(KotlinxTimers::new),

    /** jMock's {@code DeterministicScheduler}. */
    JMOCK(JMockTimers::new);

    private final Supplier<Timers> supplier;

    Contender(Supplier<Timers> supplier) {
        this.supplier = supplier;
    }

    Timers create() {
        return supplier.get();
    }

    /** Whether it is another library. */
    boolean isPeer() {
        return this != HEAP && this != LOOP && this != UNRECORDED;
    }
}
