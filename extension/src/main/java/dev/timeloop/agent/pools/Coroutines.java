package dev.timeloop.agent.pools;

import dev.timeloop.agent.boot.Hooks;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Doubles of what Kotlin's coroutines run on, which its library keeps in static fields: the pool of
 * its default dispatcher, the queues of limited dispatchers, and the loop that has all delays.
 *
 * <p>By reflection, since a test may have any version of that library, or several.
 */
final class Coroutines {
    private static final String COROUTINES = "kotlinx.coroutines.";
    private static final String SCHEDULER = COROUTINES + "scheduling.CoroutineScheduler";
    private static final String LIMITED = COROUTINES + "internal.LimitedDispatcher";
    private static final String DELAYS = COROUTINES + "DefaultExecutor";
    private static final String EVENT_LOOP = COROUTINES + "BlockingEventLoop";
    private static final Set<String> SHARED = Set.of(SCHEDULER, LIMITED, DELAYS);

    private Coroutines() {}

    /** Whether it is something of Kotlin's that all users of a JVM share. */
    static boolean isShared(Object some) {
        return SHARED.contains(some.getClass().getName());
    }

    /** Whether it is the loop that has all delays. */
    static boolean hasDelays(Object some) {
        return some.getClass().getName().equals(DELAYS);
    }

    static Object doubleOf(Object shared) throws ReflectiveOperationException {
        return switch (shared.getClass().getName()) {
            case DELAYS -> delays(shared.getClass().getClassLoader());
            case SCHEDULER ->
                    anew(
                            shared,
                            "corePoolSize",
                            "maxPoolSize",
                            "idleWorkerKeepAliveNs",
                            "schedulerName");
            default -> anew(shared, "dispatcher", "parallelism", "name");
        };
    }

    /**
     * Makes another one.
     *
     * @param settings the fields that keep what the constructor takes; older versions take fewer
     */
    private static Object anew(Object some, String... settings)
            throws ReflectiveOperationException {
        Class<?> type = some.getClass();
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            int count = constructor.getParameterCount();
            if (!constructor.isSynthetic() && count <= settings.length) {
                @Nullable Object[] values = new Object[count];
                for (int i = 0; i < count; i++) {
                    values[i] = Fields.get(some, type, settings[i]);
                }
                return constructor.newInstance(values);
            }
        }
        throw new NoSuchMethodException("a constructor of " + type.getName());
    }

    /** An event loop of the same kind, which is open to be run by a thread of one's own. */
    private static Object delays(@Nullable ClassLoader loader) throws ReflectiveOperationException {
        Class<?> type = Class.forName(EVENT_LOOP, true, loader);
        Delays thread = new Delays(type.getMethod("processNextEvent"));
        Object made = type.getConstructor(Thread.class).newInstance(thread);
        thread.loop = made;
        thread.start();
        return made;
    }

    /** Whether it is a double that has delays. */
    static boolean keepsTimers(Object some) {
        return some.getClass().getName().equals(EVENT_LOOP);
    }

    /** Ends the threads of a double; what it has still to do is dropped. */
    static void end(Object made) throws ReflectiveOperationException {
        Class<?> type = made.getClass();
        if (type.getName().equals(EVENT_LOOP)) {
            Object thread = Fields.get(made, type, "thread");
            if (thread instanceof Delays delays) {
                delays.end();
            }
        } else if (type.getName().equals(SCHEDULER)) {
            endWorkers(made);
        }
    }

    /** Its own {@code close} waits for the threads, and runs what is left on the caller's. */
    private static void endWorkers(Object scheduler) throws ReflectiveOperationException {
        Class<?> type = scheduler.getClass();
        String terminated = "_isTerminated";
        String since = terminated + "$volatile"; // 1.8
        Object now = Fields.getIfAny(scheduler, type, since);
        Fields.set(scheduler, type, now == null ? terminated : since, 1);
        Object workers = Fields.get(scheduler, type, "workers");
        if (workers == null) {
            return;
        }
        Method get = workers.getClass().getMethod("get", int.class);
        int length = (Integer) workers.getClass().getMethod("currentLength").invoke(workers);
        for (int i = 1; i < length; i++) { // Kotlin begins at 1
            if (get.invoke(workers, i) instanceof Thread worker) {
                LockSupport.unpark(worker);
            }
        }
    }

    /** The thread of a double that has delays. */
    private static final class Delays extends Thread {
        private final Method next;
        private @Nullable Object loop;
        private volatile boolean isEnded;

        Delays(Method next) {
            super(DELAYS);
            this.next = next;
            setDaemon(true);
        }

        @Override
        public void run() {
            Object mine = loop;
            while (!isEnded && mine != null) {
                long nanos = runNext(mine);
                Hooks.idle(mine);
                LockSupport.parkNanos(nanos);
                Hooks.busy(mine);
                boolean unused = Thread.interrupted();
            }
        }

        private long runNext(Object mine) {
            try {
                return (Long) next.invoke(mine);
            } catch (InvocationTargetException e) {
                throw new IllegalStateException(e.getCause());
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }

        void end() {
            isEnded = true;
            LockSupport.unpark(this);
        }
    }
}
