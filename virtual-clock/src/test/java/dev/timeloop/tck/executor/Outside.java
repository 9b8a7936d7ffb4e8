package dev.timeloop.tck.executor;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;

/** Threads that no loop knows. */
final class Outside {
    /** Only a hang reaches it. */
    private static final long LIMIT_SECONDS = 60;

    private Outside() {}

    /** Begins a call on a new thread. */
    static <T> FutureTask<T> start(Callable<T> call) {
        FutureTask<T> answer = new FutureTask<>(call);
        Thread thread = new Thread(answer, "outside");
        thread.setDaemon(true);
        thread.start();
        return answer;
    }

    /** Makes a call on a new thread and waits for its answer. */
    static <T> T call(Callable<T> call) throws Exception {
        return answer(start(call));
    }

    /** Waits for real, and throws what the call threw. */
    static <T> T answer(FutureTask<T> call) throws Exception {
        try {
            return call.get(LIMIT_SECONDS, SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Exception thrown) {
                throw thrown;
            }
            throw failed;
        } catch (TimeoutException hung) {
            throw new AssertionError("the thread outside has not come back", hung);
        }
    }
}
