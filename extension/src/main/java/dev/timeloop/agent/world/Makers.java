package dev.timeloop.agent.world;

/**
 * Tells for whom the calling thread makes a pool or a thread: what a class initialiser makes
 * belongs to its class, and what the singletons of well-known libraries make lazily belongs to
 * them, not to the test that happens to be the first to use them.
 */
public final class Makers {
    /** So many frames are looked at: what makes a pool or a thread is near. */
    private static final int DEPTH = 64;

    /** Classes, by the beginnings of their names, and methods, where not all of them count. */
    private static final String[][] SINGLETONS = {
        {"reactor.core.scheduler.Schedulers", "cache"},
        {"reactor.core.scheduler.BoundedElasticScheduler$BoundedServices", ""},
        {"reactor.core.scheduler.BoundedElasticScheduler$BoundedScheduledExecutorService", ""},
        {"io.reactivex.rxjava3.internal.schedulers.SchedulerPoolFactory", ""},
        {"io.reactivex.rxjava3.schedulers.Schedulers", ""},
        {"io.reactivex.rxjava3.internal.schedulers.IoScheduler", ""},
        {"io.netty.util.concurrent.GlobalEventExecutor", ""},
        {"io.netty.util.ThreadDeathWatcher", ""},
        {"dev.failsafe.internal.util.DelegatingScheduler", ""},
        {"kotlinx.coroutines.scheduling.", ""},
        {"kotlinx.coroutines.DefaultExecutor", ""},
        {"okhttp3.internal.concurrent.TaskRunner", ""},
        {"com.github.benmanes.caffeine.cache.Pacer", ""},
        {"com.google.common.base.FinalizableReferenceQueue", ""},
    };

    private static final String POOL = "java.util.concurrent.ThreadPoolExecutor";
    private static final StackWalker WALKER = StackWalker.getInstance();

    private Makers() {}

    /** Whether a pool that is being made belongs to no test. */
    public static boolean ownPool() {
        return WALKER.walk(
                frames ->
                        frames.limit(DEPTH)
                                .anyMatch(frame -> isInitialiser(frame) || isSingleton(frame)));
    }

    /** Whether a thread that is being started belongs to a class, and isn't a pool's worker. */
    public static boolean ownThread() {
        return WALKER.walk(
                frames ->
                        frames.limit(DEPTH)
                                .takeWhile(frame -> !frame.getClassName().equals(POOL))
                                .anyMatch(Makers::isInitialiser));
    }

    /** Whether a well-known library starts a thread that it will use for ever. */
    public static boolean ownHousekeeper() {
        return WALKER.walk(frames -> frames.limit(DEPTH).anyMatch(Makers::isSingleton));
    }

    private static boolean isInitialiser(StackWalker.StackFrame frame) {
        return frame.getMethodName().equals("<clinit>");
    }

    private static boolean isSingleton(StackWalker.StackFrame frame) {
        String type = frame.getClassName();
        for (String[] singleton : SINGLETONS) {
            if (type.startsWith(singleton[0]) && frame.getMethodName().startsWith(singleton[1])) {
                return true;
            }
        }
        return false;
    }
}
