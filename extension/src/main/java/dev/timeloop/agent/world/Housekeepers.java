package dev.timeloop.agent.world;

/** The threads that the JDK runs for itself: most belong to no world, whoever starts them. */
final class Housekeepers {
    private Housekeepers() {}

    static boolean isOne(Thread thread) {
        String type = thread.getClass().getName();
        String name = thread.getName();
        return type.equals("jdk.internal.misc.CarrierThread")
                || type.equals("jdk.internal.misc.InnocuousThread")
                || name.startsWith("process reaper")
                || name.endsWith("Poller")
                || name.equals("VirtualThread-unparker")
                || name.startsWith("timeloop-");
    }

    /**
     * Those that live in a world, and that no test is blamed for: an HttpClient of the JDK can't be
     * closed before JDK 21, and ends when it is collected.
     */
    static boolean isUncharged(Thread thread) {
        return thread.getName().startsWith("HttpClient-");
    }
}
