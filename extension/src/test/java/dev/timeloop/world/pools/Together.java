package dev.timeloop.world.pools;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

/** Does things on several threads at the same time, in real time. */
final class Together {
    private Together() {}

    /** What one of them does. */
    interface Part<T> {
        T run(int number) throws Exception;
    }

    static <T> List<T> run(int threads, Part<T> part) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        List<CompletableFuture<T>> results = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int number = i;
            CompletableFuture<T> result = new CompletableFuture<>();
            results.add(result);
            Thread thread =
                    new Thread(
                            () -> {
                                try {
                                    start.await(10, TimeUnit.SECONDS);
                                    result.complete(part.run(number));
                                } catch (Throwable thrown) {
                                    result.completeExceptionally(thrown);
                                }
                            },
                            "part " + i);
            thread.setDaemon(true);
            thread.start();
        }
        List<T> all = new ArrayList<>();
        for (CompletableFuture<T> result : results) {
            all.add(result.get(60, TimeUnit.SECONDS));
        }
        return all;
    }
}
