package dev.timeloop.internal.engine;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** First in, first out, as asyncio's ready queue. */
final class FifoReadyQueue implements ReadyQueue {
    private final ArrayDeque<Event> events = new ArrayDeque<>();

    @Override
    public void add(Event event) {
        events.add(event);
    }

    @Override
    public @Nullable Event poll() {
        return events.poll();
    }

    @Override
    public @Nullable Event peek() {
        return events.peek();
    }

    @Override
    public int size() {
        return events.size();
    }

    @Override
    public boolean isEmpty() {
        return events.isEmpty();
    }
}
