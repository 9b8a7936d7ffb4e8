package dev.timeloop;

import dev.timeloop.internal.engine.Event;
import dev.timeloop.internal.engine.Strand;
import dev.timeloop.internal.engine.Verdict;
import dev.timeloop.internal.text.Spans;
import dev.timeloop.internal.timer.TimerEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** The end of a test: takes stock of loose ends, then unwinds whatever is left. */
final class Closing {
    /** How often a body that won't end is asked again. */
    private static final int ROUNDS = 3;

    private final EventLoop loop;
    private final Threads threads;

    Closing(EventLoop loop) {
        this.loop = loop;
        threads = new Threads(loop);
    }

    // --- taking stock ---

    List<LooseEnd> takeStock() {
        List<LooseEnd> found = new ArrayList<>();
        for (Failure failure : loop.ledger.unretrieved(loop.isEveryBranch)) {
            found.add(unretrieved(failure));
        }
        for (Task<?> task : loop.ledger.open()) {
            if (!task.isBackground) {
                found.add(pending(task));
            }
        }
        for (TimerEntry entry : loop.engine.timers().inOrder()) {
            if (entry instanceof Callback callback && callback.isPending()) {
                found.add(timer(callback));
            }
        }
        for (Strand strand : loop.engine.blockedStrands()) {
            Event body = strand.occupant();
            if (body instanceof BodyTask<?> task && task.isDone() && !task.isBackground) {
                found.add(busy(task, strand));
            }
        }
        found.addAll(threads.takeStock());
        return found;
    }

    private LooseEnd unretrieved(Failure failure) {
        Task<?> origin = failure.origin;
        List<String> chain = Chains.of(failure);
        return new LooseEnd(
                LooseEnd.Kind.UNRETRIEVED_FAILURE,
                origin.describe(),
                "failed at " + Spans.instant(failure.at) + ", and nobody looked at it",
                Duration.ofNanos(origin.madeAt),
                age(origin.madeAt),
                origin.origin.frames(),
                failure.error,
                chain,
                adviceOnFailure(origin, failure.error));
    }

    private static String adviceOnFailure(Task<?> origin, Throwable failure) {
        if (origin instanceof CallbackFailure) {
            return "catch it in the callback";
        }
        if (origin instanceof Job<?> job) {
            return job.isExecuted()
                    ? "catch it in the command, or set"
                            + " EventLoop.builder().uncaughtExceptionHandler(handler)"
                    : "keep the job's Future and get() it, or handle the failure in the job";
        }
        return "await it, handle it, or assert it: assertThat(task).isFailedWith("
                + simpleName(failure)
                + ".class)";
    }

    private LooseEnd pending(Task<?> task) {
        boolean timer = task instanceof Job<?> job && job.isTimer();
        return new LooseEnd(
                timer ? LooseEnd.Kind.LIVE_TIMER : LooseEnd.Kind.PENDING_TASK,
                task.describe(),
                "is still " + task.pendingState(),
                Duration.ofNanos(task.madeAt),
                age(task.madeAt),
                task.origin.frames(),
                null,
                List.of(),
                advice(task, timer));
    }

    private static String advice(Task<?> task, boolean timer) {
        if (!timer) {
            return task instanceof BodyTask<?>
                    ? "await it, cancel it, or start it as background: loop.background(name, body)"
                    : "await it, complete it, or cancel it";
        }
        return task instanceof Job<?> job && job.isPeriodic()
                ? "cancel it before the test ends, or shut down its executor"
                : "cancel it, or advance until it has run";
    }

    private static String simpleName(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        return name.isEmpty() ? "Throwable" : name;
    }

    private LooseEnd timer(Callback callback) {
        long due = loop.engine.timers().dueOf(callback);
        return new LooseEnd(
                LooseEnd.Kind.LIVE_TIMER,
                callback.describe(),
                "is still due at " + Spans.instant(due),
                Duration.ofNanos(callback.madeAt()),
                age(callback.madeAt()),
                callback.origin().frames(),
                null,
                List.of(),
                "cancel it, or advance until it has fired");
    }

    private LooseEnd busy(BodyTask<?> task, Strand strand) {
        return new LooseEnd(
                LooseEnd.Kind.BUSY_THREAD,
                "the body of " + task.describe(),
                "goes on although the task is done: " + BodyTask.whereabouts(strand),
                Duration.ofNanos(task.madeAt),
                age(task.madeAt),
                task.origin.frames(),
                null,
                List.of(),
                "let its body end before the test does");
    }

    private Duration age(long madeAt) {
        return Duration.ofNanos(loop.engine.now() - madeAt);
    }

    // --- unwinding ---

    /**
     * Ends the test: what can run now runs, stock is taken, and everything that is left is
     * cancelled and unwound, in virtual time.
     */
    List<LooseEnd> finish() {
        boolean interrupted = Thread.interrupted(); // the test's own must not stop its clean-up
        try {
            return unwind();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private List<LooseEnd> unwind() {
        List<LooseEnd> found = new ArrayList<>();
        RuntimeException hung = null;
        if (loop.engine.broken() == null) {
            hung = failure(loop.engine.settle());
        }
        found.addAll(takeStock());
        loop.timeline.leaks();
        loop.timeline.stop();
        loop.ledger.forgetFailures();
        if (loop.engine.broken() == null) {
            loop.engine.unwinds(); // so that nothing is left to do for those who wait for work
            RuntimeException early = failure(loop.engine.settle());
            hung = hung == null ? early : hung;
            for (int round = 0; round < ROUNDS && !isQuiet(); round++) {
                cancelAll(round > 0);
                RuntimeException again = failure(threads.unwind());
                if (again == null && !threads.areBusy()) {
                    again =
                            failure(
                                    threads.areLeft()
                                            ? threads.followTimers()
                                            : loop.engine.runUntilIdle());
                } // else some ignore that they were interrupted: the rest has had its time, too
                hung = hung == null ? again : hung;
                if (again != null) {
                    break;
                }
            }
            for (Failure failure : loop.ledger.unretrieved(false)) {
                found.add(unretrieved(failure)); // thrown by clean-up code
            }
            for (Strand strand : loop.engine.blockedStrands()) {
                if (hung == null && !strand.isThread()) {
                    hung =
                            new StuckException(
                                    Text.sentence(strand.describe(), "did not end when the test")
                                            + " did, though it was cancelled "
                                            + ROUNDS
                                            + " times: it is "
                                            + BodyTask.whereabouts(strand)
                                            + ".\n-> let CancellationException out of its body");
                }
            }
        }
        if (loop.engine.broken() != null) {
            releaseWaiters();
        }
        loop.ledger.forgetFailures();
        loop.forgetShutDownExecutors();
        if (hung != null) {
            throw withLooseEnds(hung, found);
        }
        return found;
    }

    /** Nothing runs any more: whoever waits outside must not wait for ever. */
    private void releaseWaiters() {
        for (Task<?> task : loop.ledger.open()) {
            task.putFailure(new CancellationException("its loop was given up"));
        }
    }

    private RuntimeException withLooseEnds(RuntimeException hung, List<LooseEnd> found) {
        if (!found.isEmpty()) {
            hung.addSuppressed(new LooseEndsError(loop, found));
        }
        return hung;
    }

    private @Nullable RuntimeException failure(@Nullable Verdict verdict) {
        if (verdict == null) {
            return null;
        }
        if (verdict.kind() == Verdict.Kind.INTERRUPTED) {
            Thread.interrupted(); // the test's own interrupt must not stop its clean-up
            return null;
        }
        return Verdicts.exception(loop, verdict, null);
    }

    private boolean isQuiet() {
        return loop.ledger.open().isEmpty() && !hasStrands() && !hasTimers();
    }

    /** Those of threads that merely wait for work are none of ours. */
    private boolean hasTimers() {
        for (TimerEntry entry : loop.engine.timers().inOrder()) {
            if (!(entry instanceof Strand strand && strand.isThread())) {
                return true;
            }
        }
        return false;
    }

    private boolean hasStrands() {
        for (Strand strand : loop.engine.blockedStrands()) {
            if (!strand.isThread()) {
                return true;
            }
        }
        return threads.areBusy();
    }

    private void cancelAll(boolean again) {
        for (TimerEntry entry : loop.engine.timers().inOrder()) {
            if (entry instanceof Callback callback) {
                callback.cancel();
            }
        }
        String reason = "the test has ended";
        for (Task<?> task : loop.ledger.open()) {
            if (again && task instanceof BodyTask<?> body) {
                body.insist(new CancellationException(reason));
            }
            task.cancel(reason);
        }
        for (Strand strand : loop.engine.blockedStrands()) {
            if (strand.occupant() instanceof Task<?> task && task.isDone()) {
                loop.engine.insist(strand, new CancellationException(reason));
            }
        }
    }
}
