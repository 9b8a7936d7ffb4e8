package dev.timeloop.agent.io;

import dev.timeloop.internal.engine.Arrival;
import dev.timeloop.internal.engine.Engine;
import dev.timeloop.internal.timer.TimerHeap;
import java.util.concurrent.CompletableFuture;

/** Child processes, for whose ends only a thread outside can wait. */
final class ChildProcesses {
    private final Engine engine;
    private final Strands strands;
    private final IoBorder border;

    ChildProcesses(Engine engine, Strands strands, IoBorder border) {
        this.engine = engine;
        this.strands = strands;
        this.border = border;
    }

    /** Waits until a process has ended, or for a span of virtual time; returns if interrupted. */
    boolean isInterruptedWaitingFor(Process process, long nanos) {
        if (!process.isAlive() || nanos <= 0) {
            return false;
        }
        String what = "child process " + process.pid();
        IoWait wait = new IoWait(engine.running(), null, 0, what, true, what);
        OutsideThreads.run(
                "process-" + process.pid(),
                () -> {
                    try {
                        process.waitFor();
                    } catch (InterruptedException nobodyDoes) {
                        Thread.currentThread().interrupt();
                    }
                    engine.post(new Arrival("end of " + what, false, () -> wake(wait)));
                });
        long due = engine.now() + nanos;
        due = due < 0 ? TimerHeap.NEVER : due;
        try {
            boolean isHere = true;
            while (isHere && !wait.done && engine.now() < due) {
                isHere = border.await(strands, wait, due);
            }
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    private void wake(IoWait wait) {
        wait.done = true;
        engine.wake(wait.strand);
    }

    /** What becomes the end of a process in this world, once that has ended outside. */
    <T> CompletableFuture<T> exitOf(CompletableFuture<T> real) {
        CompletableFuture<T> exit = new CompletableFuture<>();
        IoBorder.Expected expected = border.expect("the end of a child process");
        CompletableFuture<T> unused =
                real.whenComplete(
                        (value, failure) ->
                                engine.post(
                                        new Arrival(
                                                "end of a child process",
                                                true,
                                                () -> {
                                                    border.met(expected);
                                                    complete(exit, value, failure);
                                                })));
        return exit;
    }

    private static <T> void complete(CompletableFuture<T> exit, T value, Throwable failure) {
        if (failure == null) {
            exit.complete(value);
        } else {
            exit.completeExceptionally(failure);
        }
    }
}
