package dev.timeloop.world.monitors;

import dev.timeloop.world.support.InWorld;

/** Each way to be synchronized, for one second. */
final class Guarded implements Contended {
    private final InWorld.Log log;

    Guarded(InWorld.Log log) {
        this.log = log;
    }

    @Override
    public void block(int n) throws InterruptedException {
        synchronized (this) {
            log.say("in " + n);
            Thread.sleep(1_000);
            log.say("out " + n);
        }
    }

    @Override
    public synchronized void method(int n) throws InterruptedException {
        log.say("in " + n);
        Thread.sleep(1_000);
        log.say("out " + n);
    }

    @Override
    public synchronized long returning(int n, long first, double second)
            throws InterruptedException {
        log.say("in " + n);
        if (n == 1) {
            Thread.sleep(500);
            return first;
        }
        Thread.sleep(1_000);
        return (long) second;
    }

    @Override
    public synchronized void throwing(int n) throws InterruptedException {
        Thread.sleep(1_000);
        if (n == 1) {
            throw new IllegalStateException("boom " + n);
        }
        log.say("out " + n);
    }

    @Override
    public void shared(int n) throws InterruptedException {
        alone(log, n);
    }

    private static synchronized void alone(InWorld.Log log, int n) throws InterruptedException {
        log.say("in " + n);
        Thread.sleep(1_000);
    }
}
