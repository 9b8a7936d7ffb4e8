package dev.timeloop.agent.observe;

import dev.timeloop.internal.origin.Origin;
import java.lang.ref.WeakReference;
import java.lang.reflect.Modifier;
import java.util.concurrent.Executor;
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
            return "thread \"" + thread.getName() + '"';
        }
        for (Class<?> type = future.getClass(); type != null; type = type.getSuperclass()) {
            if (type != Object.class && !type.getSimpleName().isEmpty() && isPublic(type)) {
                return type.getSimpleName();
            }
        }
        Class<?>[] interfaces = future.getClass().getInterfaces();
        if (future.getClass().getClassLoader() == null && interfaces.length > 0) {
            return interfaces[0].getSimpleName();
        }
        return future.getClass().getName();
    }

    /** Names of the JDK's inner classes say nothing to its users. */
    private static boolean isPublic(Class<?> type) {
        return type.getClassLoader() != null || Modifier.isPublic(type.getModifiers());
    }
}
