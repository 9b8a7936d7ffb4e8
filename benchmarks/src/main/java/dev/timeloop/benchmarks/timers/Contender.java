package dev.timeloop.benchmarks.timers;

import java.util.function.Supplier;

/** Who is measured: the first is what the others are compared with. */
public enum Contender {
    /** A bare {@link java.util.PriorityQueue} in a loop. */
    HEAP(HeapTimers::new),

    /** {@link dev.timeloop.EventLoop}. */
    LOOP(LoopTimers::new),

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
        return this != HEAP && this != LOOP;
    }
}
