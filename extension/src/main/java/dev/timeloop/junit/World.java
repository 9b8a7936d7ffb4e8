package dev.timeloop.junit;

import dev.timeloop.EventLoop;
import dev.timeloop.LooseEnd;
import dev.timeloop.agent.observe.Observation;
import dev.timeloop.agent.world.VirtualWorld;
import dev.timeloop.internal.engine.LoopAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;

/**
 * An event loop, and the parts of one test that run in it, or of all tests of one class.
 *
 * <p>In scope WORLD, it has a virtual world, in which a thread is only while it runs the user's
 * part or drives the loop: what JUnit and this extension do around that is on real time.
 */
final class World {
    /** The loop needs a second to give up what doesn't come back. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final Duration MOST_PATIENCE = Duration.ofSeconds(5);

    final EventLoop loop;
    final Settings settings;
    final Invocations invocations = new Invocations();

    /** Held by the dynamic test whose turn it is. */
    final ReentrantLock turns = new ReentrantLock(true);

    private final @Nullable VirtualWorld virtual;

    /** The thread that is in the virtual world as its test body. */
    private volatile @Nullable Thread inside;

    /** Of looks at the parts that run. */
    final Watchdog.Rounds rounds;

    private final List<LooseEnd> found = new ArrayList<>();

    /** So many are told already. */
    private int detours;

    World(String owner, Settings settings, boolean isRecorded, Watchdog watchdog) {
        loop = settings.newLoop(owner, isRecorded);
        this.settings = settings;
        rounds = watchdog.rounds(Watch.period(settings.realTimeoutOrStandard()).toNanos());
        virtual = settings.isWorld() ? VirtualWorld.open(loop, settings.ioOrStandard()) : null;
    }

    /** Whether threads live in it, and not only the loop's own tasks. */
    boolean isVirtual() {
        return virtual != null;
    }

    /** What its threads make from now on belongs to that. */
    void observe(Observation observation) {
        if (virtual != null) {
            virtual.observe(observation);
        }
    }

    /** How long to wait for a thread that has to leave the loop, in real time. */
    Duration patience() {
        Duration patience = settings.realTimeoutOrStandard().plus(GRACE);
        return patience.compareTo(MOST_PATIENCE) < 0 ? patience : MOST_PATIENCE;
    }

    /** Runs a part of a test on this thread, which becomes the loop's; once, if asked again. */
    <T extends @Nullable Object> T run(Object what, Invocation<T> invocation) throws Throwable {
        return runAround(what, () -> inside(invocation));
    }

    /** As {@link #run}, for a part that goes {@link #inside} by itself. */
    <T extends @Nullable Object> T runAround(Object what, Invocation<T> invocation)
            throws Throwable {
        if (invocations.isRunning(what)) {
            return invocation.proceed();
        }
        enter();
        Invocations.Part part = invocations.begin(what);
        Watch watch = new Watch(this, part.thread);
        T result;
        try {
            result = invocation.proceed();
        } catch (Throwable thrown) {
            Timelines.failed(loop, thrown);
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

    /**
     * Lets this thread live in the world meanwhile, as its test body; on real time if another one
     * drives the loop.
     */
    <T extends @Nullable Object> T inside(Invocation<T> invocation) throws Throwable {
        boolean isBody = loop.takeOver(Duration.ZERO);
        if (virtual == null || !isBody || inside == Thread.currentThread()) {
            return invocation.proceed();
        }
        Thread before = inside;
        inside = Thread.currentThread();
        virtual.enter();
        T result;
        try {
            result = invocation.proceed();
        } catch (Throwable thrown) {
            Throwable failure = virtual.leave(thrown);
            inside = before;
            throw failure == null ? thrown : failure;
        }
        Throwable failure = virtual.leave(null);
        inside = before;
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

    /** Runs what can run now. */
    void settle() throws Throwable {
        inside(
                () -> {
                    loop.settle();
                    return true;
                });
    }

    /**
     * Takes stock, and lets what is left clean up, in virtual time; then ends the world, unless it
     * has further tests to serve.
     */
    List<LooseEnd> finish(boolean isLast) throws Throwable {
        try {
            return inside(
                    () -> {
                        if (!isLast) {
                            return loop.finish();
                        }
                        loop.close(); // without effect if the test has closed it
                        return List.of();
                    });
        } finally {
            if (isLast) {
                end();
            }
        }
    }

    /** What went on in no certain order since this was last asked. */
    List<String> takeDetours() {
        List<String> all = LoopAccess.shared().engine(loop).detours().reports();
        List<String> taken = List.copyOf(all.subList(detours, all.size()));
        detours = all.size();
        return taken;
    }

    /** What outside held the clock since this was last asked. */
    List<String> takeHeld() {
        return virtual == null ? List.of() : virtual.takeHeld();
    }

    /** Lets all threads of the world go. */
    void end() {
        if (virtual != null) {
            virtual.close();
        }
    }

    /** Finishes the loop on a thread of its own, unless somebody drives it. */
    Thread finishFromOutside() {
        Thread thread = new Thread(this::rescue, "timeloop-rescue");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void rescue() {
        List<LooseEnd> stock;
        try {
            stock = inside(loop::finish);
        } catch (Throwable unfinished) {
            return; // found again at the end
        }
        synchronized (found) {
            found.addAll(stock);
        }
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
