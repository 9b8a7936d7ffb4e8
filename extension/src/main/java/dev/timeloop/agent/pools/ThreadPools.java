package dev.timeloop.agent.pools;

import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Doubles of thread pools and schedulers.
 *
 * <p>They are of the same class as the pools they stand in for, so that what a subclass overrides
 * goes on working, and share its fields. What {@link ThreadPoolExecutor} itself keeps is their own.
 * It is read and written past the methods, which a subclass may have overridden too.
 */
final class ThreadPools {
    private static final Class<?> POOL = ThreadPoolExecutor.class;
    private static final Class<?> SCHEDULER = ScheduledThreadPoolExecutor.class;
    private static final String FACTORY = "threadFactory";
    private static final Set<String> SETTINGS =
            Set.of(
                    FACTORY,
                    "handler",
                    "keepAliveTime",
                    "allowCoreThreadTimeOut",
                    "corePoolSize",
                    "maximumPoolSize");
    private static final Set<String> POLICIES =
            Set.of(
                    "continueExistingPeriodicTasksAfterShutdown",
                    "executeExistingDelayedTasksAfterShutdown",
                    "removeOnCancel");

    private static final String DEFAULT_FACTORY =
            "java.util.concurrent.Executors$DefaultThreadFactory";

    /** The run state of a pool that has terminated, as the JDK keeps it. */
    private static final int TERMINATED = 3 << (Integer.SIZE - 3);

    private ThreadPools() {}

    static @Nullable ThreadFactory factoryOf(ThreadPoolExecutor pool) {
        Object factory = Fields.getIfAny(pool, POOL, FACTORY);
        return factory instanceof ThreadFactory made ? made : null;
    }

    static ThreadPoolExecutor doubleOf(ThreadPoolExecutor pool, Consumer<String> problems)
            throws ReflectiveOperationException {
        ThreadFactory factory = factoryOf(pool);
        ThreadFactory own = factory == null ? Thread::new : numberedAnew(factory);
        ThreadPoolExecutor fresh =
                pool instanceof ScheduledThreadPoolExecutor
                        ? new ScheduledThreadPoolExecutor(1, own)
                        : new ThreadPoolExecutor(
                                1, 1, 0, TimeUnit.NANOSECONDS, queue(pool, problems), own);
        ThreadPoolExecutor made = ofSameClass(pool, fresh, problems);
        adjust(pool, made);
        Fields.set(made, POOL, FACTORY, own);
        if (pool.isShutdown() && Fields.get(made, POOL, "ctl") instanceof AtomicInteger state) {
            state.set(TERMINATED);
        }
        return made;
    }

    private static BlockingQueue<Runnable> queue(
            ThreadPoolExecutor pool, Consumer<String> problems) {
        try {
            @SuppressWarnings("unchecked")
            BlockingQueue<Runnable> work =
                    (BlockingQueue<Runnable>) Fields.get(pool, POOL, "workQueue");
            BlockingQueue<Runnable> made = work == null ? null : Queues.emptyLike(work);
            if (made != null) {
                return made;
            }
            problems.accept(
                    "In a test's world a pool that was made elsewhere, with a queue of "
                            + (work == null ? "no class" : work.getClass().getName())
                            + ", has a LinkedBlockingQueue in its place.");
        } catch (ReflectiveOperationException | RuntimeException e) {
            problems.accept("The queue of " + pool.getClass().getName() + " is out of reach: " + e);
        }
        return new LinkedBlockingQueue<>();
    }

    private static ThreadPoolExecutor ofSameClass(
            ThreadPoolExecutor pool, ThreadPoolExecutor fresh, Consumer<String> problems) {
        try {
            return (ThreadPoolExecutor) Fields.blend(pool, fresh);
        } catch (ReflectiveOperationException | RuntimeException e) {
            problems.accept(
                    "In a test's world the "
                            + pool.getClass().getName()
                            + " that was made elsewhere is a plain pool, so that what the class"
                            + " overrides doesn't run: "
                            + e);
            return fresh;
        }
    }

    /** Numbers the threads of the JDK's own factory from 1, as those of a new pool are. */
    private static ThreadFactory numberedAnew(ThreadFactory factory) {
        if (!factory.getClass().getName().equals(DEFAULT_FACTORY)) {
            return factory;
        }
        try {
            Object made = Fields.copy(factory);
            Fields.set(made, factory.getClass(), "threadNumber", new AtomicInteger(1));
            return (ThreadFactory) made;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return factory;
        }
    }

    /** Gives a double the settings of the pool that it stands in for. */
    static void adjust(ThreadPoolExecutor pool, ThreadPoolExecutor made)
            throws ReflectiveOperationException {
        Object factory = Fields.get(made, POOL, FACTORY);
        for (String setting : SETTINGS) {
            Fields.set(made, POOL, setting, Fields.get(pool, POOL, setting));
        }
        Object changed = Fields.get(made, POOL, FACTORY);
        if (factory != null && changed != null && factory.getClass() == changed.getClass()) {
            Fields.set(made, POOL, FACTORY, factory);
        }
        if (pool instanceof ScheduledThreadPoolExecutor) {
            for (String policy : POLICIES) {
                Fields.set(made, SCHEDULER, policy, Fields.get(pool, SCHEDULER, policy));
            }
        }
    }
}
