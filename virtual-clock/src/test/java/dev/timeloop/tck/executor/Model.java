package dev.timeloop.tck.executor;

import dev.timeloop.tck.executor.Program.Cancel;
import dev.timeloop.tck.executor.Program.Shutdown;
import dev.timeloop.tck.executor.Program.Step;
import dev.timeloop.tck.executor.Program.Submit;
import dev.timeloop.tck.executor.Program.Way;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What a {@link java.util.concurrent.ScheduledThreadPoolExecutor} does with a program if nothing
 * but sleeping takes time, in the plainest way: one queue of everything to come.
 */
final class Model {
    private static final Comparator<Event> ORDER =
            Comparator.comparingLong(Event::at).thenComparingLong(Event::sequence);

    private final PriorityQueue<Event> events = new PriorityQueue<>(ORDER);

    /** Jobs that are due and have no thread: those that fell due first go first. */
    private final PriorityQueue<Event> waiting = new PriorityQueue<>(ORDER);

    private final List<Run> runs = new ArrayList<>();
    private final List<String> transcript = new ArrayList<>();
    private final int limit;
    private long now;
    private long sequence;
    private int busy;
    private boolean shutdown;

    private Model(int limit) {
        this.limit = limit;
    }

    private record Event(long at, long sequence, Run run) {}

    private enum State {
        WAITING,
        RUNNING,
        OVER
    }

    /** A job and how it stands. */
    private final class Run {
        final Submit job;
        State state = State.WAITING;
        String outcome = "pending";
        boolean interrupted;
        long due;
        int count;
        Event next;

        Run(Submit job) {
            this.job = job;
            due = job.at() + job.delay();
        }

        boolean isDone() {
            return !outcome.equals("pending");
        }

        void end(String how) {
            if (!isDone()) {
                outcome = how;
            }
        }

        void expect(long instant) {
            next = new Event(Math.max(now, instant), ++sequence, this);
            events.add(next);
        }

        void note(String what) {
            transcript.add(job.id() + " " + what + " @" + now);
        }
    }

    /** What happens until a while after the program's end. */
    static List<String> transcript(Program program, long horizon) {
        Model model = new Model(program.limit());
        for (Step step : program.steps()) {
            model.advance(step.at());
            model.take(step);
        }
        model.advance(horizon);
        for (Run run : model.runs) {
            model.transcript.add(run.job.id() + " is " + run.outcome);
        }
        return model.transcript;
    }

    private void advance(long instant) {
        while (!events.isEmpty() && events.peek().at() <= instant) {
            Event event = events.poll();
            now = event.at();
            if (event.equals(event.run().next)) {
                fire(event.run());
            }
        }
        now = instant;
    }

    private void take(Step step) {
        if (step instanceof Submit job) {
            submit(job);
        } else if (step instanceof Cancel cancel) {
            cancel(runs.get(cancel.id()), cancel.mayInterrupt());
        } else if (step instanceof Shutdown) {
            shutdown = true;
            for (Run run : runs) {
                if (run.state == State.WAITING && run.job.way() != Way.ONCE) {
                    cancel(run, false);
                }
            }
        }
    }

    private void submit(Submit job) {
        Run run = new Run(job);
        runs.add(run);
        if (shutdown) {
            run.state = State.OVER;
            run.end("rejected");
        } else {
            run.expect(run.due);
        }
    }

    private void cancel(Run run, boolean mayInterrupt) {
        if (run.isDone()) {
            return;
        }
        run.end("cancelled");
        if (run.state == State.WAITING) {
            run.state = State.OVER;
            run.next = null;
        } else if (mayInterrupt) {
            run.interrupted = true;
            run.expect(now);
        }
    }

    private void fire(Run run) {
        if (run.state == State.RUNNING) {
            run.note(run.interrupted ? "interrupted" : "ends");
            over(run);
        } else if (busy < limit) {
            begin(run);
        } else {
            run.next = new Event(run.due, ++sequence, run);
            waiting.add(run.next);
        }
    }

    private void begin(Run run) {
        busy++;
        run.state = State.RUNNING;
        run.count++;
        run.note("begins");
        if (run.job.duration() > 0) {
            run.expect(now + run.job.duration());
        } else {
            run.note("ends");
            over(run);
        }
    }

    private void over(Run run) {
        busy--;
        run.state = State.OVER;
        if (run.count == run.job.fails()) {
            run.end("failed");
        } else if (run.job.way() == Way.ONCE) {
            run.end("succeeded");
        } else if (shutdown) {
            run.end("cancelled");
        }
        if (!run.isDone()) {
            run.state = State.WAITING;
            boolean rate = run.job.way() == Way.FIXED_RATE;
            run.due = (rate ? run.due : now) + run.job.period();
            run.expect(run.due);
            if (run.due <= now && !waiting.isEmpty()) {
                events.remove(run.next);
                run.next = new Event(run.due, ++sequence, run);
                waiting.add(run.next);
            }
        }
        promote();
    }

    private void promote() {
        while (busy < limit && !waiting.isEmpty()) {
            Event next = waiting.poll();
            if (next.equals(next.run().next)) {
                begin(next.run());
            }
        }
    }
}
