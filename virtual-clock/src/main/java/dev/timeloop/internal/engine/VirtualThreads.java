package dev.timeloop.internal.engine;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Virtual threads that a loop schedules itself. */
final class VirtualThreads implements ThreadFactory {
    private static final System.Logger LOGGER = System.getLogger("dev.timeloop");
    private static final String PACKAGE = "java.lang";

    /** Makes one with a given scheduler, which the JDK lets nobody choose. */
    private static volatile @Nullable MethodHandle maker;

    private static volatile boolean isMissing;

    private final MethodHandle make;
    private final LoopScheduler scheduler = new LoopScheduler();
    private final AtomicInteger count = new AtomicInteger();
    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

    private VirtualThreads(MethodHandle make) {
        this.make = make;
    }

    /**
     * Makes a factory for one loop; null where the JDK's package {@code java.lang} isn't open to
     * us, as an agent or {@code --add-opens} makes it, or where the JDK has no such way.
     */
    static @Nullable VirtualThreads ofLoop() {
        MethodHandle make = maker;
        if (make == null) {
            make = find();
        }
        return make == null ? null : new VirtualThreads(make);
    }

    private static @Nullable MethodHandle find() {
        Module us = VirtualThreads.class.getModule();
        if (isMissing || !Object.class.getModule().isOpen(PACKAGE, us)) {
            return null;
        }
        try {
            Class<?> builders = Class.forName("java.lang.ThreadBuilders");
            MethodHandle found =
                    MethodHandles.privateLookupIn(builders, MethodHandles.lookup())
                            .findStatic(
                                    builders,
                                    "newVirtualThread",
                                    MethodType.methodType(
                                            Thread.class,
                                            Executor.class,
                                            String.class,
                                            int.class,
                                            Runnable.class));
            Thread unused = make(found, Runnable::run, "", () -> {}); // not on each JVM it can be
            PollerThreads.begin();
            maker = found;
            return found;
        } catch (ReflectiveOperationException | LinkageError | UnsupportedOperationException e) {
            isMissing = true;
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "Bodies run on virtual threads of the JDK's own scheduler, which is slower: "
                            + e);
            return null;
        }
    }

    LoopScheduler scheduler() {
        return scheduler;
    }

    @Override
    public Thread newThread(Runnable body) {
        String name = StrandThreads.name(count);
        Thread thread = make(make, scheduler, name, body);
        thread.setContextClassLoader(loader);
        return thread;
    }

    private static Thread make(MethodHandle make, Executor scheduler, String name, Runnable body) {
        try {
            return (Thread) make.invokeExact(scheduler, name, 0, body);
        } catch (RuntimeException | Error refused) {
            throw refused;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
