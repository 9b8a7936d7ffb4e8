package dev.timeloop.agent.observe;

import dev.timeloop.internal.origin.Origin;
import java.lang.reflect.Field;
import java.util.concurrent.Delayed;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A fork-join task that was given to a pool, until it has run. */
final class Forked extends Birth {
    private static final int FIRST_TO_SCHEDULE = 25;
    private static final String TASK = "java.util.concurrent.ForkJoinTask$";
    private static final String FUTURE = "java.util.concurrent.CompletableFuture$";
    private static final String SCHEDULED = "java.util.concurrent.DelayScheduler$";
    private static final Field RUNNABLE =
            Outcomes.field("ForkJoinTask$RunnableExecuteAction", "runnable");
    private static final Class<?> RAW = RUNNABLE.getDeclaringClass();

    /** Null where fork-join pools can't schedule. */
    private static final @Nullable Field SCHEDULED_RUNNABLE =
            Runtime.version().feature() < FIRST_TO_SCHEDULE
                    ? null
                    : Outcomes.field("DelayScheduler$ScheduledForkJoinTask", "runnable");

    private static final ClassValue<Boolean> IS_JDKS_OWN =
            new ClassValue<>() {
                @Override
                protected Boolean computeValue(Class<?> type) {
                    String name = type.getName();
                    return isJdks(type)
                            && !name.startsWith(TASK + "Adapted")
                            && !name.startsWith(TASK + "CallableWithTimeout")
                            && !name.startsWith(SCHEDULED)
                            && type != RAW;
                }
            };

    private static final ClassValue<Boolean> IS_OF_FUTURE =
            new ClassValue<>() {
                @Override
                protected Boolean computeValue(Class<?> type) {
                    return isJdks(type) && type.getName().startsWith(FUTURE);
                }
            };

    /** Whether nobody has to look at its failure, nor to wait for it; but what it makes counts. */
    final boolean isQuiet;

    /** The one that was running where it was forked, until it has run itself. */
    private volatile @Nullable Forked parent;

    /** What became of that one, if this was forked by it: it is told of elsewhere if that fails. */
    private final @Nullable Fate forker;

    /** What becomes of this one, for those that it forks. */
    private volatile @Nullable Fate fate;

    private volatile @Nullable Thread runner;
    private volatile boolean isAccepted;

    /** What it has interrupted on its thread. */
    private @Nullable Forked outer;

    /** Whether a task has failed; it isn't kept by that. */
    static final class Fate {
        private volatile boolean hasFailed;

        boolean hasFailed() {
            return hasFailed;
        }
    }

    Forked(
            Object task,
            Observation observation,
            Origin origin,
            @Nullable Forked parent,
            @Nullable Fate forker,
            boolean isQuiet) {
        super(task, observation, origin, observation.elapsed(), observation.nextNumber());
        this.parent = parent;
        this.forker = forker;
        this.isQuiet = isQuiet;
    }

    private static boolean isJdks(Class<?> type) {
        return type.getClassLoader() == null;
    }

    /** Whether a task is the JDK's, so that only what it makes is a test's. */
    static boolean isJdksOwn(Object task) {
        return IS_JDKS_OWN.get(task.getClass());
    }

    /**
     * Whether it only runs something that is known by itself, or a part of the JDK: a virtual
     * thread, say.
     */
    static boolean runsAnother(Object task) {
        Field field = isRaw(task) ? RUNNABLE : task instanceof Delayed ? SCHEDULED_RUNNABLE : null;
        Object runnable =
                field != null && field.getDeclaringClass().isInstance(task)
                        ? Outcomes.get(field, task)
                        : null;
        return runnable != null && (runnable instanceof Future || isJdks(runnable.getClass()));
    }

    /** Whether it stands for a {@code CompletableFuture}. */
    static boolean isOfFuture(Object task) {
        return IS_OF_FUTURE.get(task.getClass());
    }

    /** Whether it was only given to be executed: nobody has it. */
    static boolean isRaw(Object task) {
        return task.getClass() == RAW;
    }

    void accept() {
        isAccepted = true;
    }

    /** Its thread turns to it. */
    void begin(Thread thread, @Nullable Forked interrupted) {
        outer = interrupted;
        runner = thread;
    }

    /** Returns what its thread turns back to. */
    @Nullable Forked end() {
        runner = null;
        parent = null;
        Forked back = outer;
        outer = null;
        return back;
    }

    /** The one and only, made when it is needed. */
    Fate fate() {
        Fate known = fate;
        return known == null ? makeFate() : known;
    }

    private synchronized Fate makeFate() {
        Fate known = fate;
        if (known == null) {
            known = new Fate();
            fate = known;
        }
        return known;
    }

    /**
     * An exception has come out of it.
     *
     * @return whether it is the first
     */
    boolean fail() {
        Fate its = fate();
        synchronized (its) {
            boolean isFirst = !its.hasFailed;
            its.hasFailed = true;
            return isFirst;
        }
    }

    /** What became of the one that has forked it; null if none has. */
    @Nullable Fate forker() {
        return forker;
    }

    /** The thread that runs it; null if none does. */
    @Nullable Thread runner() {
        return runner;
    }

    /** Whether it is a part of one that isn't done, or the JDK's own. */
    boolean isReportedElsewhere() {
        Forked from = parent;
        return isQuiet
                || isDone()
                || (from != null && from.observation == observation && from.runner != null);
    }

    private boolean isDone() {
        return ((Future<?>) future).isDone();
    }

    boolean isScheduled() {
        return future instanceof Delayed;
    }

    /** Whether it is in the queue of a pool that will come to it. */
    boolean isQueued() {
        return isAccepted && executor() instanceof ForkJoinPool pool && !pool.isTerminated();
    }
}
