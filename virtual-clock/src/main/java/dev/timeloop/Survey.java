package dev.timeloop;

import dev.timeloop.internal.engine.Engine;
import dev.timeloop.internal.engine.Event;
import dev.timeloop.internal.engine.Strand;
import dev.timeloop.internal.engine.Wait;
import dev.timeloop.internal.origin.UserFrames;
import dev.timeloop.internal.timeline.Alive;
import dev.timeloop.internal.timeline.Lane;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells how everything stands that isn't over, for a recording. */
final class Survey {
    private static final int FRAMES = 5;
    private static final String PENDING = "pending: ";

    /** Taking down where a thread stands costs more than all else here. */
    private static final int MOST_STACKS = 50;

    private final Engine engine;
    private final List<Alive> alive = new ArrayList<>();
    private int stacks;

    private Survey(Engine engine) {
        this.engine = engine;
    }

    /**
     * Surveys a loop, with its baton held.
     *
     * @param bodyWait what the test body waits for; it may not be in the books any more
     */
    static List<Alive> of(EventLoop loop, @Nullable Wait bodyWait) {
        Survey survey = new Survey(loop.engine);
        if (bodyWait != null) {
            survey.add(Lane.TEST, "", Lane.Kind.TEST, loop.engine.body(), bodyWait);
        }
        for (Task<?> task : loop.ledger.open()) {
            if (task.lane != 0) {
                survey.add(task);
            }
        }
        for (Strand strand : loop.engine.blockedStrands()) {
            survey.add(strand);
        }
        return survey.alive;
    }

    private void add(Task<?> task) {
        Strand strand = task instanceof BodyTask<?> body ? body.strand() : null;
        if (strand != null) {
            add(task.lane, task.name, Lane.Kind.TASK, strand, strand.currentWait());
            return;
        }
        String state = task.pendingState();
        String waitsFor = state.startsWith(PENDING) ? state.substring(PENDING.length()) : state;
        boolean isBegun = !(task instanceof BodyTask<?> body) || body.isUnderWay();
        int waitsOn = task.source == null ? Lane.NONE : task.source.awaitedLane();
        alive.add(
                new Alive(
                        task.lane,
                        task.name,
                        Lane.Kind.TASK,
                        isBegun,
                        waitsFor,
                        waitsOn,
                        List.of()));
    }

    private void add(Strand strand) {
        Event occupant = strand.occupant();
        if (occupant instanceof Task<?> task) {
            if (task.isDone() && strand.lane() > Lane.LOOP) {
                add(task.lane, task.name, Lane.Kind.TASK, strand, strand.currentWait());
            }
        } else if (strand.isThread() && strand.lane() > Lane.LOOP) {
            add(
                    strand.lane(),
                    strand.threadName(),
                    strand.recordedKind(),
                    strand,
                    strand.currentWait());
        }
    }

    private void add(int lane, String name, Lane.Kind kind, Strand strand, @Nullable Wait wait) {
        Thread holder = wait == null ? null : wait.holder();
        Strand by = holder == null ? null : engine.strandOf(holder);
        String waitsFor = wait == null ? null : wait.describe();
        int waitsOn = wait == null ? Lane.NONE : wait.awaitedLane();
        if (by != null && wait != null) {
            waitsFor = wait.describe(by.describe());
            waitsOn = by.lane();
        }
        alive.add(new Alive(lane, name, kind, true, waitsFor, waitsOn, frames(strand)));
    }

    private List<StackTraceElement> frames(Strand strand) {
        return strand.pool() != null || stacks++ >= MOST_STACKS
                ? List.of()
                : UserFrames.of(strand.stack(), FRAMES);
    }
}
