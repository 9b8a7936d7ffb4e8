package dev.timeloop.world.monitors;

/** Hands numbers over; an interface for the reason that {@link Contended} gives. */
interface Buffer {
    static Buffer create() {
        return new BoundedBuffer();
    }

    void put(int item) throws InterruptedException;

    int take() throws InterruptedException;
}
