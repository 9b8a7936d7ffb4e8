package dev.timeloop.agent.install;

import dev.timeloop.agent.boot.Hooks;
import dev.timeloop.agent.boot.Resident;
import dev.timeloop.agent.boot.Worlds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A world where nothing happens: every hook leaves a note, and says that it is done. */
final class NotesWorld extends Resident {
    /** The name of threads whose beginning and end are noted. */
    private static final String STARTED = "started";

    private final List<String> notes = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean started;

    static NotesWorld open() {
        NotesWorld world = new NotesWorld();
        Hooks.install(new Others(world));
        Hooks.activate(true);
        Hooks.reside(world);
        return world;
    }

    /** What was started may run to its end first, unseen by this thread. */
    void close() throws InterruptedException {
        Hooks.reside(null);
        if (started && !over.await(10, TimeUnit.SECONDS)) {
            note("never ended");
        }
        Hooks.activate(false);
    }

    List<String> notes() {
        return notes;
    }

    private boolean note(String text) {
        inside++;
        synchronized (notes) {
            notes.add(text);
        }
        inside--;
        return true;
    }

    private static String name(Object object) {
        return object.getClass().getSimpleName();
    }

    @Override
    public long nanoTime() {
        return 42;
    }

    @Override
    public long currentTimeMillis() {
        return 1000;
    }

    @Override
    public long nanoTimeAdjustment(long offsetInSeconds) {
        return TimeUnit.SECONDS.toNanos(1 - offsetInSeconds);
    }

    @Override
    public boolean park(Object blocker, long nanos) {
        return note("park " + blocker + " " + nanos);
    }

    @Override
    public boolean parkUntil(Object blocker, long epochMillis) {
        return note("parkUntil " + blocker + " " + epochMillis);
    }

    @Override
    public boolean sleep(long nanos) {
        return note("sleep " + nanos);
    }

    @Override
    public boolean yieldNow() {
        return note("yield");
    }

    @Override
    public boolean join(Thread thread, long nanos) {
        return note("join " + thread.getName() + " " + nanos);
    }

    @Override
    public void enter(Object monitor) {
        note("enter " + name(monitor));
    }

    @Override
    public void exit(Object monitor) {
        note("exit " + name(monitor));
    }

    @Override
    public boolean wait(Object monitor, long nanos) {
        return note("wait " + name(monitor) + " " + nanos);
    }

    @Override
    public Object standIn(Object pool) {
        note("standIn " + name(pool));
        return pool;
    }

    @Override
    public Object ending(Object pool, boolean now) {
        note("ending " + name(pool) + (now ? " now" : ""));
        return pool;
    }

    @Override
    public void changing(Object pool) {
        note("changing " + name(pool));
    }

    @Override
    public void made(Object pool) {
        note("made " + name(pool));
    }

    @Override
    public void idle(Object pool, boolean begins) {
        note("idle " + begins);
    }

    @Override
    public void seeded() {
        note("seeded");
    }

    /** What one thread does to another: noted only for the thread that resides here. */
    private static final class Others extends Worlds {
        private final NotesWorld world;

        Others(NotesWorld world) {
            this.world = world;
        }

        @Override
        public void starting(Resident caller, Thread thread) {
            world.note("starting " + thread.getName());
            if (thread.getName().equals(STARTED)) {
                world.started = true;
            }
        }

        @Override
        public void begin(Thread thread) {
            if (thread.getName().equals(STARTED)) {
                world.note("begin");
            }
        }

        @Override
        public void ended(Thread thread) {
            if (thread.getName().equals(STARTED)) {
                world.note("ended");
                world.over.countDown();
            }
        }

        @Override
        public boolean unpark(Resident caller, Thread thread) {
            return caller == world && world.note("unpark");
        }

        @Override
        public boolean interrupt(Resident caller, Thread thread) {
            return caller == world && world.note("interrupt");
        }

        @Override
        public void selecting(Object selector) {}

        @Override
        public void selected(Thread thread) {}

        @Override
        public void wakingSelector(Resident caller, Object selector) {
            world.note("wakingSelector");
        }

        @Override
        public boolean notify(Resident caller, Object monitor, boolean all) {
            return caller == world && world.note("notify " + name(monitor) + " " + all);
        }
    }
}
