package dev.timeloop.junit;

import dev.timeloop.EventLoop;
import dev.timeloop.LooseEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;

/** An event loop, and the parts of one test that run in it, or of all tests of one class. */
final class World {
    /** The loop needs a second to give up what doesn't come back. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final Duration MOST_PATIENCE = Duration.ofSeconds(5);

    final EventLoop loop;
    final Settings settings;
    final Invocations invocations = new Invocations();

    /** Held by the dynamic test whose turn it is. */
    final ReentrantLock turns = new ReentrantLock(true);

    private final Watchdog watchdog;
    private final List<LooseEnd> found = new ArrayList<>();

    World(String owner, Settings settings, Watchdog watchdog) {
        loop = settings.newLoop(owner);
        this.settings = settings;
        this.watchdog = watchdog;
    }

    /** How long to wait for a thread that has to leave the loop, in real time. */
    Duration patience() {
        Duration patience = settings.realTimeoutOrStandard().plus(GRACE);
        return patience.compareTo(MOST_PATIENCE) < 0 ? patience : MOST_PATIENCE;
    }

    /** Runs a part of a test on this thread, which becomes the loop's; once, if asked again. */
    <T extends @Nullable Object> T run(Object what, Invocation<T> invocation) throws Throwable {
        if (invocations.isRunning(what)) {
            boolean unused = loop.takeOver(Duration.ZERO);
            return invocation.proceed();
        }
        enter();
        Invocations.Part part = invocations.begin(what);
        Watch watch = new Watch(this, part.thread, watchdog);
        T result;
        try {
            result = invocation.proceed();
        } catch (Throwable thrown) {
            Throwable failure = watch.end(thrown);
            invocations.end(part, failure);
            throw OurFrames.cut(thrown);
        }
        Throwable failure = watch.end(null);
        invocations.end(part, failure);
        if (failure != null) {
            throw failure;
        }
        return result;
    }

    /** Makes this thread the loop's; false if another one won't leave it. */
    boolean enter() {
        invocations.awaitOthers(patience());
        return loop.takeOver(patience());
    }

    /** Finishes the loop on a thread of its own, unless somebody drives it. */
    Thread finishFromOutside() {
        Thread thread =
                new Thread(
                        () -> {
                            if (loop.takeOver(Duration.ZERO)) {
                                List<LooseEnd> stock = loop.finish();
                                synchronized (found) {
                                    found.addAll(stock);
                                }
                            }
                        },
                        "timeloop-rescue");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((dead, thrown) -> {}); // found again at the end
        thread.start();
        return thread;
    }

    /** What was found before the end; forgotten then. */
    List<LooseEnd> takeFound() {
        synchronized (found) {
            List<LooseEnd> taken = List.copyOf(found);
            found.clear();
            return taken;
        }
    }

    static void join(Thread thread, Duration patience) {
        try {
            thread.join(TimeUnit.NANOSECONDS.toMillis(patience.toNanos()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
