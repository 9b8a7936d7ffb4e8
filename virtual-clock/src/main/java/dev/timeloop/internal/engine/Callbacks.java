package dev.timeloop.internal.engine;

import dev.timeloop.internal.timer.TimerHeap;

/**
 * Runs events that can't block on whichever stack drives the loop.
 *
 * <p>Most often one timer follows another, and there is nothing else: no strand that could go on,
 * nobody outside who could be waited for. Then {@link #runTimers} takes a short way: {@link
 * Engine#next} would ask all who might have a say in what comes next, and here it is enough to see
 * that still nobody has. Whatever is out of the ordinary is left to the long way.
 */
final class Callbacks {
    private final Engine engine;
    private final TimerHeap timers;
    private final ReadyQueue ready;
    private final Inbox inbox;
    private final Baton baton;
    private final Drive drive;
    private final Trampoline trampoline = new Trampoline();
    private boolean isRunning;

    Callbacks(
            Engine engine,
            TimerHeap timers,
            ReadyQueue ready,
            Inbox inbox,
            Baton baton,
            Drive drive) {
        this.engine = engine;
        this.timers = timers;
        this.ready = ready;
        this.inbox = inbox;
        this.baton = baton;
        this.drive = drive;
    }

    /** Whether one is being run. */
    boolean isRunning() {
        return isRunning;
    }

    /** The one that runs was given up. */
    void giveUp() {
        isRunning = false;
    }

    Trampoline trampoline() {
        return trampoline;
    }

    /** Runs one. */
    void run(Event event) {
        isRunning = true;
        Real.Passage passage = Real.passage();
        int depth = passage.suspend();
        try {
            engine.noteRun(event);
            engine.fire(event);
        } finally {
            passage.resume(depth);
            isRunning = false;
        }
    }

    /**
     * Runs timers for as long as it is certain that the next one is what comes next; perhaps none.
     *
     * @return whether nothing was left but to end an advance, which is over now
     * @throws AbandonedException if one of them took so long that the loop was given up
     */
    boolean runTimers(Strand me) {
        Thread body = engine.body().thread;
        long limit = drive.furthest();
        if (body == null || limit < engine.now() || !engine.isWithoutStrands()) {
            return false;
        }
        isRunning = true;
        Real.Passage passage = Real.passage();
        int depth = passage.suspend();
        try {
            while (drive.goesOnUnasked()
                    && ready.isEmpty()
                    && !inbox.hasArrivals()
                    && !body.isInterrupted()
                    && engine.isWithoutOutside()) {
                long due = timers.nextDue();
                TimedEvent event = (TimedEvent) timers.peek();
                if (due > limit || event == null) {
                    return drive.endsAt(limit) && engine.endAt(limit);
                }
                if (event.needsStrand()) {
                    return false;
                }
                timers.poll();
                boolean unused = engine.moveTo(due);
                engine.noteRun(event);
                engine.fire(event);
                if (!baton.isHeldBy(me)) {
                    throw Baton.abandoned();
                }
            }
            return false;
        } finally {
            passage.resume(depth);
            isRunning = false;
        }
    }
}
