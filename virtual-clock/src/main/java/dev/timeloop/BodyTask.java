package dev.timeloop;

import dev.timeloop.internal.engine.Arrival;
import dev.timeloop.internal.engine.Event;
import dev.timeloop.internal.engine.Strand;
import dev.timeloop.internal.origin.UserFrames;
import dev.timeloop.internal.timeline.Lane;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** A task whose body runs on a strand of its own and may block in virtual time. */
class BodyTask<T extends @Nullable Object> extends Task<T> implements Event {
    final Callable<? extends T> body;
    private @Nullable Strand strand;
    private @Nullable CancellationException requested;
    private boolean begun;

    BodyTask(EventLoop loop, String name, Callable<? extends T> body) {
        super(loop, name);
        this.body = body;
    }

    @Override
    public void fire() {
        if (isDone() || isClaimed()) {
            return; // cancelled or completed before its turn: the body never begins
        }
        runBody();
    }

    /** Runs the body, then completes this task and runs its dependents. */
    final void runBody() {
        try {
            if (putValue(occupied(body))) {
                fireLinks();
            }
        } catch (Throwable thrown) {
            failed(thrown);
        }
    }

    /** Calls a body as what its strand runs at present. */
    final <R extends @Nullable Object> R occupied(Callable<R> callable) throws Exception {
        Strand here = loop.engine.running();
        Event before = here.occupant();
        strand = here;
        begun = true;
        here.occupy(this);
        try {
            return callable.call();
        } finally {
            here.occupy(before);
            strand = null;
        }
    }

    final @Nullable Strand strand() {
        return strand;
    }

    /** Takes what the body threw. */
    void failed(Throwable thrown) {
        if (putFailure(asCancellation(thrown))) {
            fireLinks();
        } else if (!Text.isCancellation(thrown) && owesFailures()) {
            // Completed by hand meanwhile: the failure still is nobody's.
            loop.ledger.failed(new Failure(Text.unwrap(thrown), this, loop.engine.now()));
        }
    }

    /** A wait of the JDK is told of a cancellation by an interrupt. */
    private Throwable asCancellation(Throwable thrown) {
        CancellationException cancellation = requested;
        if (cancellation == null || !(thrown instanceof InterruptedException)) {
            return thrown;
        }
        if (thrown.getCause() != cancellation) {
            cancellation.addSuppressed(thrown); // says where the body was
        }
        return cancellation;
    }

    @Override
    public boolean isStale() {
        return isDone() || isClaimed();
    }

    @Override
    boolean cancelFromOutside(CancellationException cancellation) {
        loop.engine.post(
                new Arrival(
                        "cancellation of " + describe(),
                        true,
                        () -> {
                            if (!isDone()) {
                                requestCancel(cancellation);
                            }
                        }));
        return true;
    }

    @Override
    boolean requestCancel(CancellationException cancellation) {
        Strand busy = strand;
        if (busy == null) {
            return super.requestCancel(cancellation);
        }
        if (requested != null) {
            return false;
        }
        requested = cancellation;
        loop.engine.cancel(busy, cancellation);
        return true;
    }

    /** Asks the body again, whatever it waits for: at the end of a test that is in order. */
    final void insist(CancellationException cancellation) {
        Strand busy = strand;
        if (busy != null) {
            loop.engine.insist(busy, cancellation);
        }
    }

    @Override
    public final int lane() {
        return lane == 0 ? Lane.LOOP : lane;
    }

    final boolean isUnderWay() {
        return begun;
    }

    @Override
    public final String describe() {
        return super.describe();
    }

    @Override
    String pendingState() {
        Strand busy = strand;
        if (busy == null) {
            return begun ? "pending: its loop has given it up" : "pending: not begun";
        }
        return "pending: " + whereabouts(busy);
    }

    /** What a strand does, and where in the user's code. */
    static String whereabouts(Strand strand) {
        String waiting = strand.waitingFor();
        List<StackTraceElement> frames = UserFrames.of(strand.stack(), 1);
        return (waiting == null ? "running" : waiting)
                + (frames.isEmpty() ? "" : " at " + UserFrames.text(frames.get(0)));
    }
}
