package dev.timeloop;

import dev.timeloop.internal.engine.TimedEvent;
import dev.timeloop.internal.origin.Origin;
import dev.timeloop.internal.text.Classes;
import dev.timeloop.internal.text.Spans;
import org.jspecify.annotations.Nullable;

/** A callback of {@code callSoon}, {@code callLater} or {@code callAt}: it can't block. */
class Callback extends TimedEvent implements TimerHandle {
    final EventLoop loop;
    @Nullable Runnable action;
    private boolean made;

    Callback(EventLoop loop, Runnable action) {
        this.loop = loop;
        this.action = action;
    }

    @Override
    public void fire() {
        Runnable due = action;
        if (due != null) {
            made = true;
            run(due);
        }
    }

    final void run(Runnable due) {
        try {
            due.run();
        } catch (Throwable thrown) {
            action = null;
            new CallbackFailure(this, due).putFailure(thrown);
        }
    }

    @Override
    public final boolean needsStrand() {
        return false;
    }

    @Override
    public final boolean isStale() {
        return !isPending();
    }

    /** Sets it going, unless it was cancelled meanwhile. */
    final void schedule(long due) {
        if (isPending()) {
            loop.engine.schedule(this, due);
        }
    }

    @Override
    public final boolean cancel() {
        boolean pending = isPending();
        if (pending) {
            loop.engine.enter(
                    "cancellation of a timer",
                    () -> {
                        action = null;
                        loop.engine.cancel(this);
                    });
        }
        return pending;
    }

    @Override
    public final boolean isPending() {
        return action != null && !made;
    }

    Origin origin() {
        return Origin.UNKNOWN;
    }

    long madeAt() {
        return loop.engine.now();
    }

    @Override
    public String describe() {
        return "callback " + name(action);
    }

    /** As messages call it. */
    static String name(@Nullable Runnable action) {
        return action == null ? "that was cancelled" : Classes.ofFunction(action.getClass());
    }

    @Override
    public final @Nullable Object label() {
        Runnable named = action;
        return named == null ? null : named.getClass();
    }

    @Override
    public String toString() {
        if (!isScheduled() || !loop.engine.isOnStrand()) {
            return describe();
        }
        return describe() + ", due at " + Spans.instant(loop.engine.timers().dueOf(this));
    }

    /** A callback that remembers where it was made. */
    static class Traced extends Callback {
        private final Origin origin;
        private final long madeAt;

        Traced(EventLoop loop, Runnable action, Origin origin) {
            super(loop, action);
            this.origin = origin;
            this.madeAt = loop.engine.now();
        }

        @Override
        final long madeAt() {
            return madeAt;
        }

        @Override
        final Origin origin() {
            return origin;
        }
    }

    /** A callback that is made again and again, at a fixed rate. */
    static final class Periodic extends Traced {
        private final long period;
        private long due;

        Periodic(EventLoop loop, Runnable action, Origin origin, long due, long period) {
            super(loop, action, origin);
            this.due = due;
            this.period = period;
        }

        @Override
        public void fire() {
            Runnable again = action;
            if (again == null) {
                return;
            }
            run(again);
            if (action != null) {
                due = EventLoop.plus(due, period);
                loop.engine.schedule(this, due);
            }
        }

        @Override
        public String describe() {
            return "callback " + name(action) + ", every " + Spans.text(period);
        }
    }
}
