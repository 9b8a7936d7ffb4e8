package dev.timeloop.world.monitors;

import java.util.ArrayDeque;
import java.util.Deque;

/** The textbook's way to hand things over by wait and notifyAll. */
final class BoundedBuffer implements Buffer {
    private final Deque<Integer> items = new ArrayDeque<>();

    @Override
    public synchronized void put(int item) throws InterruptedException {
        while (items.size() == 2) {
            wait();
        }
        items.add(item);
        notifyAll();
    }

    @Override
    public synchronized int take() throws InterruptedException {
        while (items.isEmpty()) {
            wait();
        }
        notifyAll();
        return items.remove();
    }
}
