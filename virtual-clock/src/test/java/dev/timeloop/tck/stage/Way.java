package dev.timeloop.tck.stage;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/** The ways of running a stage's function. */
enum Way {
    PLAIN,
    ASYNC,
    OWN_EXECUTOR,
    DIRECT_EXECUTOR,
    OTHER_THREAD,
    REJECTING_EXECUTOR,
    RUNNING_TWICE;

    /** The ways that run a function after all. */
    static final List<Way> THAT_WORK =
            List.of(PLAIN, ASYNC, OWN_EXECUTOR, DIRECT_EXECUTOR, OTHER_THREAD);

    private static final ExecutorService ELSEWHERE =
            Executors.newCachedThreadPool(
                    command -> {
                        Thread thread = new Thread(command, "elsewhere");
                        thread.setDaemon(true);
                        return thread;
                    });

    /** Makes a stage by the one of a method's three forms that this way stands for. */
    CompletableFuture<?> make(
            Side side,
            Supplier<CompletableFuture<?>> plain,
            Supplier<CompletableFuture<?>> async,
            Function<Executor, CompletableFuture<?>> by) {
        return switch (this) {
            case PLAIN -> plain.get();
            case ASYNC -> async.get();
            default -> by.apply(executor(side));
        };
    }

    Executor executor(Side side) {
        return switch (this) {
            case OWN_EXECUTOR -> side.executor();
            case DIRECT_EXECUTOR -> Runnable::run;
            case OTHER_THREAD -> Way::runElsewhere;
            case REJECTING_EXECUTOR -> Way::reject;
            case RUNNING_TWICE -> Way::runTwice;
            default -> throw new IllegalStateException(this + " has no executor");
        };
    }

    /** Runs a command on a thread outside and waits for its end, which keeps the order. */
    static void runElsewhere(Runnable command) {
        try {
            ELSEWHERE.submit(command).get(1, TimeUnit.MINUTES);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("a command on a thread outside", e);
        }
    }

    private static void runTwice(Runnable command) {
        command.run();
        command.run();
    }

    private static void reject(Runnable command) {
        throw new RejectedExecutionException("no room");
    }
}
