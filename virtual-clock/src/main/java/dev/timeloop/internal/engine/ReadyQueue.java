package dev.timeloop.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * The policy that chooses among the things that are ready.
 *
 * <p>{@link FifoReadyQueue} is the only one for now. Nothing else may depend on its order.
 */
interface ReadyQueue {
    void add(Event event);

    /** Chooses the next and removes it; null when nothing is ready. */
    @Nullable Event poll();

    /** What {@link #poll} would choose. */
    @Nullable Event peek();

    int size();

    boolean isEmpty();
}
