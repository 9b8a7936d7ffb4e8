package dev.timeloop.benchmarks;

import java.util.function.Supplier;

/** Who is measured: the first is what the others are compared with. */
public enum Contender {
    /** A bare {@link java.util.PriorityQueue} in a loop. */
    HEAP(HeapTimers::new),

    /** {@link dev.timeloop.EventLoop}. */
    LOOP(LoopTimers::new);

    private final Supplier<Timers> supplier;

    Contender(Supplier<Timers> supplier) {
        this.supplier = supplier;
    }

    Timers create() {
        return supplier.get();
    }
}
