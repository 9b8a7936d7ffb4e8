package dev.timeloop.agent.pools;

import java.lang.reflect.Constructor;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Doubles of Netty's global executor, whose only instance has a thread with a loop of its own.
 *
 * <p>By reflection, since a test may have any version of that library, or several.
 */
final class NettyGlobal {
    private static final String NAME = "io.netty.util.concurrent.GlobalEventExecutor";

    private NettyGlobal() {}

    static boolean isOne(Object some) {
        return some.getClass().getName().equals(NAME);
    }

    /** To be called with the hooks on: what it makes reads the clock. */
    static Object another(Object some) throws ReflectiveOperationException {
        Constructor<?> constructor = some.getClass().getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    /**
     * Drops what a double has still to do; its thread ends at once when it is left with nothing but
     * the task that asks each second whether there is nothing else.
     */
    static void end(Object made) throws ReflectiveOperationException {
        Class<?> type = made.getClass();
        Queue<Object> tasks = queue(Fields.get(made, type, "taskQueue"));
        Queue<Object> scheduled =
                queue(Fields.get(made, type.getSuperclass(), "scheduledTaskQueue"));
        Object quiet = Fields.get(made, type, "quietPeriodTask");
        if (tasks != null && scheduled != null && quiet != null) {
            scheduled.clear();
            tasks.clear();
            tasks.add(quiet);
        }
    }

    @SuppressWarnings("unchecked") // what is added comes from there
    private static @Nullable Queue<Object> queue(@Nullable Object some) {
        return (Queue<Object>) some;
    }
}
