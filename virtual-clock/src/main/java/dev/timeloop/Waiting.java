package dev.timeloop;

import dev.timeloop.internal.engine.Engine;
import dev.timeloop.internal.engine.Strand;
import dev.timeloop.internal.engine.Verdict;
import dev.timeloop.internal.engine.Wait;
import dev.timeloop.internal.text.Spans;
import dev.timeloop.internal.timer.TimerHeap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The ways to wait: for a task, for several, for an instant. */
final class Waiting {
    private final EventLoop loop;
    private final Engine engine;

    Waiting(EventLoop loop) {
        this.loop = loop;
        this.engine = loop.engine;
    }

    // --- for an instant ---

    void sleepUntil(long due) {
        Wait wait = new Pause(due);
        do {
            block(wait, due);
        } while (engine.now() < due);
    }

    /** A wait for nothing but time. */
    private static final class Pause implements Wait {
        private final long due;

        Pause(long due) {
            this.due = due;
        }

        @Override
        public String describe() {
            return due == TimerHeap.NEVER
                    ? "sleeping for ever"
                    : "sleeping until " + Spans.instant(due);
        }

        @Override
        public Object label() {
            return due == TimerHeap.NEVER ? "sleeping for ever" : "sleeping";
        }

        @Override
        public long endsAt() {
            return due;
        }
    }

    // --- for a task ---

    /** Blocks until the task is done or the instant comes. */
    void untilDone(Task<?> task, long due, boolean interruptible) {
        untilDone(task, due, new OnTask(task, interruptible, false));
    }

    private void untilDone(Task<?> task, long due, Wait wait) {
        TaskWaiter waiter = waker(engine.running());
        task.addWaiter(waiter);
        try {
            do {
                block(wait, due);
            } while (!task.isDone() && engine.now() < due);
        } finally {
            task.removeWaiter(waiter);
        }
    }

    /**
     * As {@code join}: an interrupt of a strand is kept for later, one of the test body ends it.
     */
    void untilDoneUninterruptibly(Task<?> task) {
        untilDone(task, TimerHeap.NEVER, false);
    }

    <T extends @Nullable Object> T await(CompletionStage<T> stage) {
        Task<T> task = asTask(stage);
        if (task instanceof BodyTask<?> body && body.strand() == engine.running()) {
            throw new IllegalStateException(
                    Text.sentence(task.describe(), "can't wait for itself."));
        }
        if (!task.isDone()) {
            untilDone(task, TimerHeap.NEVER, new OnTask(task, true, true));
        }
        return task.result();
    }

    private <T extends @Nullable Object> Task<T> asTask(CompletionStage<T> stage) {
        if (stage instanceof Task<T> task) {
            loop.requireOwn(task);
            return task;
        }
        Task<T> foreign = new ForeignTask<>(loop, "a future that is no task", stage, false);
        loop.relay(stage, foreign);
        return foreign;
    }

    <T extends @Nullable Object> T awaitWithin(long due, String limit, Task<T> task) {
        loop.requireOwn(task);
        if (!task.isDone()) {
            if (due > engine.now()) {
                untilDone(task, due, new OnTask(task, true, true));
            }
            if (!task.isDone()) {
                TimeoutException late =
                        new TimeoutException(
                                Text.sentence(task.describe(), "was not done within ") + limit);
                task.cancel("not done within " + limit);
                if (!task.isDone()) {
                    untilDone(task, TimerHeap.NEVER, new OnTask(task, true, false));
                }
                if (task.hasBeenCancelled()) {
                    task.retrieved();
                    late.initCause(task.failure()); // shows where the body was
                    throw Sneaky.rethrow(late);
                }
            }
        }
        return task.result();
    }

    // --- for several ---

    <T extends @Nullable Object> Partition<T> waitUntil(
            ReturnWhen when, Collection<? extends Task<? extends T>> given, long due) {
        List<Task<T>> tasks = loop.requireTasks(given, true);
        List<Task<T>> unique = new ArrayList<>(new LinkedHashSet<>(tasks));
        Tally tally = new Tally(engine, unique, when);
        if (!tally.isOver() && due > engine.now()) {
            untilOver(tally, due, new OnTasks(unique, when.toString(), false));
        }
        List<Task<T>> done = new ArrayList<>();
        List<Task<T>> pending = new ArrayList<>();
        for (Task<T> task : unique) {
            (task.isDone() ? done : pending).add(task);
        }
        done.sort(Comparator.comparingLong(Task::completion));
        return new Partition<>(done, pending);
    }

    <T extends @Nullable Object> List<T> gather(Collection<? extends Task<? extends T>> given) {
        List<Task<T>> tasks = loop.requireTasks(given, false);
        List<Task<T>> unique = new ArrayList<>(new LinkedHashSet<>(tasks));
        Tally tally = new Tally(engine, unique, null);
        if (!tally.isOver()) {
            OnTasks wait = new OnTasks(unique, "gather", true);
            untilOver(tally, TimerHeap.NEVER, wait);
            wait.throwIfPassedOn();
        }
        Task<?> first = null;
        for (Task<T> task : unique) {
            boolean bad = task.hasFailed() || task.hasBeenCancelled();
            if (bad && (first == null || task.completion() < first.completion())) {
                first = task;
            }
        }
        if (first != null) {
            first.result(); // throws, and retrieves this one alone
        }
        List<T> values = new ArrayList<>(tasks.size());
        for (Task<T> task : tasks) {
            values.add(task.result());
        }
        return values;
    }

    <T extends @Nullable Object> List<Outcome<T>> gatherOutcomes(
            Collection<? extends Task<? extends T>> given) {
        List<Task<T>> tasks = loop.requireTasks(given, false);
        OnTasks wait = new OnTasks(tasks, "gatherOutcomes", true);
        untilAllDone(tasks, TimerHeap.NEVER, wait);
        wait.throwIfPassedOn();
        List<Outcome<T>> outcomes = new ArrayList<>(tasks.size());
        for (Task<T> task : tasks) {
            outcomes.add(task.outcome());
        }
        return outcomes;
    }

    void untilAllDone(List<? extends Task<?>> tasks, String why) {
        untilAllDone(tasks, why, TimerHeap.NEVER);
    }

    void untilAllDone(List<? extends Task<?>> tasks, String why, long due) {
        untilAllDone(tasks, due, new OnTasks(tasks, why, false));
    }

    private void untilAllDone(List<? extends Task<?>> tasks, long due, Wait wait) {
        Tally tally = new Tally(engine, tasks, ReturnWhen.ALL_COMPLETED);
        if (!tally.isOver() && due > engine.now()) {
            untilOver(tally, due, wait);
        }
    }

    /** Each task once it is done; ends with a TimeoutException at the given instant. */
    <K extends Task<?>> Iterable<K> inOrderOfCompletion(List<K> tasks, long due) {
        return () -> new Completions<>(tasks, due);
    }

    private final class Completions<K extends Task<?>> implements Iterator<K>, Wait {
        private final ArrayDeque<K> done = new ArrayDeque<>();
        private final List<K> tasks;
        private final long due;
        private int left;
        private @Nullable Strand strand;

        Completions(List<K> tasks, long due) {
            this.tasks = tasks;
            this.due = due;
            left = tasks.size();
            List<K> before = new ArrayList<>();
            for (K task : tasks) {
                if (task.isDone()) {
                    before.add(task);
                } else {
                    task.addWaiter(
                            finished -> {
                                done.add(task);
                                if (strand != null) {
                                    engine.wake(strand);
                                }
                            });
                }
            }
            before.sort(Comparator.comparingLong(Task::completion));
            done.addAll(before);
        }

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public K next() {
            if (left == 0) {
                throw new NoSuchElementException("All tasks have been handed out.");
            }
            loop.requireMayBlock(this);
            strand = engine.running();
            if (!until(() -> !done.isEmpty(), due, this)) {
                throw Sneaky.rethrow(
                        new TimeoutException(left + " of the tasks were not done in time"));
            }
            strand = null;
            left--;
            return done.remove();
        }

        @Override
        public String describe() {
            return "waiting for the next of " + left + " tasks";
        }

        @Override
        public boolean needsOutside() {
            return OnTasks.areFedFromOutside(tasks);
        }
    }

    private void untilOver(Tally tally, long due, Wait wait) {
        tally.attach(engine.running());
        try {
            do {
                block(wait, due);
            } while (!tally.isOver() && engine.now() < due);
        } finally {
            tally.detach();
        }
    }

    /**
     * Blocks until a condition holds that somebody {@linkplain Engine#wake wakes} the strand for.
     */
    boolean until(BooleanSupplier condition, long due, Wait wait) {
        while (!condition.getAsBoolean()) {
            if (engine.now() >= due) {
                return false;
            }
            block(wait, due);
        }
        return true;
    }

    TaskWaiter waker(Strand strand) {
        return done -> engine.wake(strand);
    }

    private void block(Wait wait, long due) {
        loop.requireMayBlock(wait);
        try {
            Verdict verdict = engine.block(wait, due);
            if (verdict != null) {
                throw Verdicts.exception(loop, verdict, wait);
            }
        } catch (InterruptedException interrupted) {
            throw Sneaky.rethrow(interrupted);
        }
    }
}
