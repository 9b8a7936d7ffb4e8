package dev.timeloop.benchmarks.hooks;

import dev.timeloop.EventLoop;
import dev.timeloop.ThrowingRunnable;
import dev.timeloop.agent.world.VirtualWorld;
import java.util.concurrent.TimeUnit;

/** Runs code in a world of its own, as the annotation does, without JUnit. */
final class World {
    private World() {}

    /** Runs it, and what it has started. */
    static void run(ThrowingRunnable body) throws Throwable {
        EventLoop loop = EventLoop.create();
        try (VirtualWorld world = VirtualWorld.open(loop)) {
            world.enter();
            Throwable thrown = null;
            try {
                body.run();
                loop.finish();
            } catch (Throwable failure) {
                thrown = failure;
            }
            Throwable found = world.leave(thrown);
            if (found != null) {
                throw found;
            }
        }
    }

    /** Checks that so much virtual time has passed. */
    static void requireMillis(long expected, long nanos) {
        long actual = TimeUnit.NANOSECONDS.toMillis(nanos);
        if (actual != expected) {
            throw new AssertionError(expected + " ms should have passed, not " + actual);
        }
    }
}
