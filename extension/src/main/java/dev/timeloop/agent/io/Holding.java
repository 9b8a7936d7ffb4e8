package dev.timeloop.agent.io;

import dev.timeloop.internal.engine.Strand;
import dev.timeloop.internal.origin.UserFrames;
import dev.timeloop.internal.text.Spans;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How long one thing outside has held the clock of a world, and when: for reports. */
final class Holding {
    private final String what;
    private long first = -1;
    private long last;
    private long since;
    private long held;

    /**
     * Creates one that hasn't held it yet.
     *
     * @param what and who uses it
     */
    Holding(String what) {
        this.what = what;
    }

    /** Who uses it: the thread that calls, and where in the user's code it is, or was made. */
    static String user(Strand strand) {
        String name = ", used by thread \"" + Thread.currentThread().getName() + '"';
        List<StackTraceElement> here = UserFrames.of(new Throwable().getStackTrace(), 1);
        if (!here.isEmpty()) {
            return name + " at " + UserFrames.text(here.get(0));
        }
        List<StackTraceElement> made = strand.origin().frames();
        return made.isEmpty() ? name : name + ", made at " + UserFrames.text(made.get(0));
    }

    /** It holds the clock from now on, at an instant of virtual time; or still does. */
    void begin(long instant) {
        if (since == 0) {
            since = System.nanoTime();
        }
        first = first < 0 ? instant : first;
        last = instant;
    }

    /** It doesn't any more. */
    void end() {
        if (since != 0) {
            held += System.nanoTime() - since;
            since = 0;
        }
    }

    /** As if it had begun a while ago, and ended. */
    void add(long instant, long nanos) {
        begin(instant);
        since = 0;
        held += nanos;
    }

    /** What there is to say since it was last asked; null if nothing. */
    @Nullable String take() {
        boolean goesOn = since != 0;
        end();
        if (first < 0) {
            return null;
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(held);
        String span = millis == 0 ? "less than 1 ms" : Spans.text(millis * 1_000_000);
        String when =
                first == last
                        ? " at " + Spans.instant(first)
                        : " between " + Spans.instant(first) + " and " + Spans.instant(last);
        first = -1;
        held = 0;
        if (goesOn) {
            begin(last);
        }
        return what + ": for " + span + " of real time," + when;
    }
}
