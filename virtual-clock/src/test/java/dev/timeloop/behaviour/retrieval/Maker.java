package dev.timeloop.behaviour.retrieval;

import static java.time.Duration.ofSeconds;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import dev.timeloop.behaviour.Outside;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Ways in which a task comes to fail, with "boom" or with what a time-out says. */
enum Maker {
    BODY {
        @Override
        Task<String> failing(EventLoop loop) {
            return loop.start("feed", () -> boom(loop));
        }
    },
    BODY_OF_A_GROUP {
        @Override
        Task<String> failing(EventLoop loop) {
            return loop.taskGroup("group").start("feed", () -> boom(loop));
        }
    },
    SCRIPT {
        @Override
        Task<String> failing(EventLoop loop) {
            return loop.<String>script("feed").failsAfter(ofSeconds(1), new IOException("boom"));
        }
    },
    BY_HAND {
        @Override
        Task<String> failing(EventLoop loop) {
            Task<String> task = loop.task("feed");
            task.completeExceptionally(new IOException("boom"));
            return task;
        }
    },
    BY_A_THREAD_OUTSIDE {
        @Override
        Task<String> failing(EventLoop loop) {
            Task<String> task = loop.task("feed");
            Outside.run(() -> task.completeExceptionally(new IOException("boom")));
            return task;
        }
    },
    TIME_OUT {
        @Override
        Task<String> failing(EventLoop loop) {
            return loop.<String>task("feed").orTimeout(1, TimeUnit.SECONDS);
        }
    },
    COMPLETE_ASYNC {
        @Override
        Task<String> failing(EventLoop loop) {
            return loop.<String>task("feed").completeAsync(() -> unchecked("boom"));
        }
    },
    JOB {
        @Override
        Task<String> failing(EventLoop loop) {
            return asTask(loop.executor("feed").submit(() -> boom(loop)));
        }
    },
    SCHEDULED_JOB {
        @Override
        Task<String> failing(EventLoop loop) {
            return asTask(loop.executor("feed").schedule(() -> boom(loop), 1, TimeUnit.SECONDS));
        }
    },
    TRACKED {
        @Override
        Task<String> failing(EventLoop loop) {
            CompletableFuture<String> future = new CompletableFuture<>();
            Task<String> task = loop.track("feed", future);
            loop.callLater(
                    ofSeconds(1), () -> future.completeExceptionally(new IOException("boom")));
            loop.advance(ofSeconds(1));
            return task;
        }
    },
    A_STAGES_OWN_FUNCTION {
        @Override
        Task<String> failing(EventLoop loop) {
            return loop.<String>script("feed")
                    .succeedsAfter(ofSeconds(1), "x")
                    .thenApply(v -> unchecked("boom"));
        }
    };

    /** A task of the given loop that fails when that runs on. */
    abstract Task<String> failing(EventLoop loop);

    private static String boom(EventLoop loop) throws IOException {
        loop.sleep(ofSeconds(1));
        throw new IOException("boom");
    }

    private static String unchecked(String message) {
        throw new IllegalStateException(message);
    }

    @SuppressWarnings("unchecked") // the futures of a loop's executor are tasks
    private static Task<String> asTask(Future<String> job) {
        return (Task<String>) job;
    }
}
