package dev.timeloop.agent.world;

/** The threads that the JDK runs for itself: most belong to no world, whoever starts them. */
final class Housekeepers {
    /** Threads that live in a world, and that no test is blamed for, by how their names begin. */
    private static final String[] UNCHARGED = {
        "HttpClient-", // the JDK's can't be closed before JDK 21, and ends when it is collected
        "RxCachedWorkerPoolEvictor-",
        "RxSchedulerPurge-",
        "boundedElastic-evictor-"
    };

    private Housekeepers() {}

    static boolean isOne(Thread thread) {
        String type = thread.getClass().getName();
        String name = thread.getName();
        return type.equals("jdk.internal.misc.CarrierThread")
                || type.equals("jdk.internal.misc.InnocuousThread")
                || name.startsWith("process reaper")
                || name.endsWith("Poller")
                || name.startsWith("SubPoller-")
                || name.equals("VirtualThread-unparker")
                || name.startsWith("timeloop-");
    }

    /** Whether no test is blamed for a thread that lives in its world. */
    static boolean isUncharged(Thread thread) {
        String name = thread.getName();
        for (String prefix : UNCHARGED) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
