package dev.timeloop.internal.text;

/** Threads, as people name them. */
public final class ThreadNames {
    private static final String VIRTUAL = "java.lang.VirtualThread";

    private ThreadNames() {}

    /**
     * Names a thread; virtual ones have no name unless they were given one.
     *
     * @param thread any thread
     * @return how it is called in messages
     */
    public static String describe(Thread thread) {
        return describe(thread, thread.getName());
    }

    /**
     * As {@link #describe(Thread)}, of one that has another name than it says.
     *
     * @param thread any thread
     * @param name its name
     * @return how it is called in messages
     */
    public static String describe(Thread thread, String name) {
        if (!name.isEmpty()) {
            return "thread \"" + name + '"';
        }
        boolean isVirtual = thread.getClass().getName().startsWith(VIRTUAL);
        return isVirtual ? "an unnamed virtual thread" : "an unnamed thread";
    }
}
