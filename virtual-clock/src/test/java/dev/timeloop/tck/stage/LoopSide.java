package dev.timeloop.tck.stage;

import dev.timeloop.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The tasks of a loop; what they leave behind is no concern here. */
final class LoopSide extends Side {
    final EventLoop loop = EventLoop.create();

    @Override
    CompletableFuture<Object> future() {
        return loop.task("task");
    }

    @Override
    Executor executor() {
        return loop.executor("other");
    }

    @Override
    void settle() {
        loop.settle();
    }

    @Override
    public void close() {
        loop.finish();
        loop.close();
    }
}
