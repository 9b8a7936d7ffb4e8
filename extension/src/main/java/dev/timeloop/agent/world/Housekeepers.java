package dev.timeloop.agent.world;

/** The threads that the JDK runs for itself: they belong to no world, whoever starts them. */
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
}
