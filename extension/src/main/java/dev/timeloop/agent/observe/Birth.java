package dev.timeloop.agent.observe;

import dev.timeloop.internal.origin.Origin;
import dev.timeloop.internal.text.ThreadNames;
import java.lang.ref.WeakReference;
import java.lang.reflect.Modifier;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/** Where and for which test a future was made; kept until that is done. */
class Birth {
    final Object future;
    final Observation observation;
    final Origin origin;
    final long at;
    final long number;

    /** Code that runs, or is about to, completes it. */
    boolean isAsync;

    /** The publisher that it consumes completes it. */
    boolean isConsumer;

    /** Who was given it to run. */
    private @Nullable WeakReference<Executor> executor;

    /** What it was made of, if that is several others. */
    Object @Nullable [] others;

    Birth(Object future, Observation observation, Origin origin, long at, long number) {
        this.future = future;
        this.observation = observation;
        this.origin = origin;
        this.at = at;
        this.number = number;
    }

    static Birth of(Object future, Observation observation, Origin origin) {
        return new Birth(
                future, observation, origin, observation.elapsed(), observation.nextNumber());
    }

    void setExecutor(Executor to) {
        executor = new WeakReference<>(to);
    }

    /** Who was given it to run; null if unknown. */
    @Nullable Executor executor() {
        WeakReference<Executor> known = executor;
        return known == null ? null : known.get();
    }

    /** What was made, as a reader knows it. */
    String what() {
        if (future instanceof Thread thread) {
            return ThreadNames.describe(thread);
        }
        if (future instanceof ScheduledFuture && isJdks(future.getClass())) {
            return "ScheduledFuture"; // as what gives it to its user says
        }
        for (Class<?> type = future.getClass(); type != null; type = type.getSuperclass()) {
            if (type != Object.class && !type.getSimpleName().isEmpty() && isPublic(type)) {
                return type.getSimpleName();
            }
        }
        Class<?>[] interfaces = future.getClass().getInterfaces();
        if (isJdks(future.getClass()) && interfaces.length > 0) {
            return interfaces[0].getSimpleName();
        }
        return future.getClass().getName();
    }

    private static boolean isJdks(Class<?> type) {
        return type.getClassLoader() == null;
    }

    /** Names of the JDK's inner classes say nothing to its users. */
    private static boolean isPublic(Class<?> type) {
        return !isJdks(type) || Modifier.isPublic(type.getModifiers());
    }
}
