package dev.timeloop.world.support;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What JDKs from 21 on have, for sources of 17. */
public final class VirtualThreads {
    private VirtualThreads() {}

    /** {@code Thread.ofVirtual().name(name).unstarted(body)}. */
    public static Thread unstarted(String name, Strands.Body body) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            builder = type.getMethod("name", String.class).invoke(builder, name);
            Runnable run = () -> Strands.run(body);
            return (Thread) type.getMethod("unstarted", Runnable.class).invoke(builder, run);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code Thread.startVirtualThread}, with a name. */
    public static Thread start(String name, Strands.Body body) {
        Thread thread = unstarted(name, body);
        thread.start();
        return thread;
    }

    /** {@code Executors.newVirtualThreadPerTaskExecutor()}. */
    public static ExecutorService perTask() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code ExecutorService.close()}. */
    public static void close(ExecutorService executor) throws Exception {
        ((AutoCloseable) (Object) executor).close();
    }
}
