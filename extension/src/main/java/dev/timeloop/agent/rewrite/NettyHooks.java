package dev.timeloop.agent.rewrite;

import static dev.timeloop.agent.rewrite.Action.STAND_IN_THIS;

/**
 * Netty's global executor, which is one for the whole JVM and has a thread with a loop of its own:
 * its methods are hooked like those of the JDK's pools.
 */
final class NettyHooks {
    private static final String CONCURRENT = "io/netty/util/concurrent/";
    private static final String GLOBAL = CONCURRENT + "GlobalEventExecutor";
    private static final String SCHEDULED = CONCURRENT + "AbstractScheduledEventExecutor";
    private static final String STAND_IN = "standIn(Ljava/lang/Object;)Ljava/lang/Object;";

    private NettyHooks() {}

    static void addTo(Rows rows) {
        rows.means(
                "What one test leaves in Netty's global executor disturbs the next, and tests that"
                        + " use it at the same time get into each other's worlds.");
        // Submitting comes down to execute; promises ask it whether they are in its thread.
        enter(rows, GLOBAL, "execute(Ljava/lang/Runnable;)V");
        enter(rows, GLOBAL, "inEventLoop(Ljava/lang/Thread;)Z");
        enter(rows, GLOBAL, "pendingTasks()I");
        enter(rows, GLOBAL, "awaitInactivity(JLjava/util/concurrent/TimeUnit;)Z");
        // It inherits these; for whoever else does, nothing changes.
        enter(rows, SCHEDULED, "schedule");
        enter(rows, SCHEDULED, "scheduleAtFixedRate");
        enter(rows, SCHEDULED, "scheduleWithFixedDelay");
    }

    private static void enter(Rows rows, String type, String method) {
        rows.all(type, method, STAND_IN_THIS, STAND_IN);
    }
}
