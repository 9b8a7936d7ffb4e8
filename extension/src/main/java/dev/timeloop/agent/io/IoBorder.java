package dev.timeloop.agent.io;

import dev.timeloop.internal.engine.Border;
import dev.timeloop.internal.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What threads of one world wait for out there; looked at before time moves. */
final class IoBorder implements Border {
    /** After that long without anything the loop may say that it is stuck. */
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Whoever asks again within that has been waiting in between. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** So often in a row a thread may find something there at once before others have a turn. */
    private static final int FREE_TURNS = 50;

    /** So often, and it takes time. */
    private static final int MANY_TURNS = 10_000;

    private static final long TURN_NANOS = TimeUnit.MICROSECONDS.toNanos(10);

    private final Engine engine;
    private final Connections connections;
    private final List<IoWait> waits = new ArrayList<>();
    private final List<Expected> expected = new ArrayList<>();
    private long quietSince;
    private long lastAsked;
    private int turns;

    IoBorder(Engine engine, Connections connections) {
        this.engine = engine;
        this.connections = connections;
    }

    /**
     * Blocks the calling thread until what it waits for is there, or an instant comes.
     *
     * @return false if it lives in its world no more
     */
    boolean await(Strands strands, IoWait wait, long due) throws InterruptedException {
        boolean interrupted = wait.isInterruptible() && Thread.currentThread().isInterrupted();
        if (interrupted || isReady(wait)) {
            if (++turns < FREE_TURNS) {
                Interrupts.throwIf(interrupted);
                return true;
            }
            return awaitTurn(strands, wait, due, interrupted);
        }
        turns = 0;
        return awaitReady(strands, wait, due);
    }

    /** A thread that finds something each time it asks must not keep all others from it. */
    private boolean awaitTurn(Strands strands, IoWait wait, long due, boolean interrupted)
            throws InterruptedException {
        if (interrupted && !isReady(wait)) { // and it doesn't care
            return awaitReady(strands, wait.uninterruptible(), due);
        }
        long turn = turns < MANY_TURNS ? engine.now() : engine.now() + TURN_NANOS;
        strands.block(wait.uninterruptible(), turn);
        return !strands.isOut();
    }

    private boolean awaitReady(Strands strands, IoWait wait, long due) throws InterruptedException {
        long begun = System.nanoTime();
        long instant = engine.now();
        String holds = wait.holds == null ? null : wait.holds + Holding.user(engine.running());
        waits.add(wait);
        try {
            strands.block(wait, due);
        } finally {
            waits.remove(wait);
            if (holds != null) {
                connections.heldBy(holds, instant, System.nanoTime() - begun);
            }
        }
        return !strands.isOut();
    }

    /** Holds the clock for something that comes by itself; not for ever. */
    Expected expect(String what) {
        Expected made =
                new Expected(
                        what + Holding.user(engine.running()), engine.now(), System.nanoTime());
        expected.add(made);
        return made;
    }

    /** It has come. */
    void met(Expected what) {
        expected.remove(what);
        report(what);
    }

    private void report(Expected what) {
        connections.heldBy(what.text, what.instant, System.nanoTime() - what.since);
    }

    /** What held the clock since this was last asked. */
    List<String> takeHeld() {
        expected.forEach(this::report);
        return connections.takeHeld();
    }

    @Override
    public boolean poll() {
        boolean any = false;
        for (IoWait wait : waits) {
            if (!wait.done && isReady(wait)) {
                wait.done = true;
                engine.wake(wait.strand);
                any = true;
            }
        }
        if (any) {
            quietSince = 0;
        }
        return any;
    }

    private static boolean isReady(IoWait wait) {
        return wait.file != null && JdkNet.isReady(wait.file, wait.ops);
    }

    @Override
    public @Nullable String hold() {
        for (IoWait wait : waits) {
            if (wait.holds != null && !wait.done) {
                return wait.holds;
            }
        }
        for (Expected each : expected) {
            if (System.nanoTime() - each.since < Expected.PATIENCE_NANOS) {
                return each.text;
            }
        }
        return connections.hold(waits, engine.now());
    }

    @Override
    public boolean hasWaiters() {
        if (waits.isEmpty()) {
            return false;
        }
        long now = System.nanoTime();
        if (quietSince == 0 || now - lastAsked > PAUSE_NANOS) {
            quietSince = now;
        }
        lastAsked = now;
        return now - quietSince < QUIET_NANOS;
    }

    /** Something that comes by itself, without anybody who is blocked for it. */
    static final class Expected {
        static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

        private final String text;
        private final long instant;
        private final long since;

        private Expected(String text, long instant, long since) {
            this.text = text;
            this.instant = instant;
            this.since = since;
        }
    }
}
