package dev.timeloop.world.monitors;

import dev.timeloop.world.support.InWorld;

/**
 * What strands want to do, and only one can at a time.
 *
 * <p>An interface, since JUnit loads the classes that a test names before there is an agent.
 */
interface Contended {
    static Contended create(InWorld.Log log) {
        return new Guarded(log);
    }

    static Class<?> type() {
        return Guarded.class;
    }

    void block(int n) throws InterruptedException;

    void method(int n) throws InterruptedException;

    long returning(int n, long first, double second) throws InterruptedException;

    void throwing(int n) throws InterruptedException;

    void shared(int n) throws InterruptedException;
}
