package dev.timeloop.agent.world;

/**
 * Tells from its stack whether a thread waits for work, and not for an answer.
 *
 * <p>It does when it takes from a queue of the JDK's, or when a loop that isn't the JDK's parks by
 * itself. It doesn't when it waits for a future, a latch or a lock; nor does a thread that runs
 * tests.
 */
public final class WorkSites {
    private static final String CONCURRENT = "java.util.concurrent.";
    private static final String LOCKS = "java.util.concurrent.locks.";

    /** Threads of tools that run tests are recognised by what is below. */
    private static final String[] TOOLS = {
        "org.junit.", "org.apache.maven.", "org.gradle.", "com.intellij.rt.", "org.eclipse.jdt."
    };

    /** How the JDK gets from a queue to the real park. */
    private static final String[] PARKING = {
        "jdk.internal.misc.Unsafe",
        "sun.misc.Unsafe",
        "java.lang.VirtualThread",
        "java.lang.System$",
        "dev.timeloop.agent.",
        "dev.timeloop.internal."
    };

    private WorkSites() {}

    /**
     * Whether a thread of a pool or timer of the JDK's has nothing to do, or is about to end; or is
     * a cleaner, which waits for garbage and ends with the JVM.
     */
    public static boolean isIdleWorker(Thread thread, StackTraceElement[] stack) {
        if (Housekeepers.isOne(thread) || Housekeepers.isUncharged(thread)) {
            return true;
        }
        for (StackTraceElement frame : stack) {
            String type = frame.getClassName();
            String method = frame.getMethodName();
            boolean waitsForWork =
                    (type.equals(CONCURRENT + "ThreadPoolExecutor") && method.equals("getTask"))
                            || type.equals(CONCURRENT + "DelayScheduler")
                            || (type.equals(CONCURRENT + "ForkJoinPool")
                                    && method.startsWith("awaitWork"))
                            || (type.equals("java.lang.ref.ReferenceQueue") && thread.isDaemon());
            if (waitsForWork) {
                return true;
            }
            if (!isJdks(type) && !type.startsWith("dev.timeloop.agent.")) {
                return false;
            }
        }
        return stack.length > 0 && stack[stack.length - 1].getClassName().contains("Timer");
    }

    /** Of a thread that seemed to be parked: it may have gone on before its stack was taken. */
    static boolean isOne(StackTraceElement[] stack) {
        return stack.length > 0 && isRealPark(stack[0]) && isCallersOne(stack);
    }

    /** Of a thread that is about to park. */
    static boolean isCallersOne(StackTraceElement[] stack) {
        int at = 0;
        while (at < stack.length && isParking(stack[at])) {
            at++;
        }
        if (at == 0 || at == stack.length || isAcquiring(stack, at) || isOfTool(stack)) {
            return false;
        }
        while (at < stack.length && isInnerPartOfQueue(stack[at])) {
            at++;
        }
        if (at == stack.length) {
            return false;
        }
        String type = stack[at].getClassName();
        if (type.startsWith(CONCURRENT)) {
            String method = stack[at].getMethodName();
            return (type.contains("Queue") || type.contains("Deque"))
                    && (method.startsWith("take") || method.startsWith("poll"));
        }
        return !isJdks(type);
    }

    /** As {@link #isOne}, of whoever waits in {@code Object.wait}. */
    static boolean isMonitorsOne(StackTraceElement[] stack) {
        int at = 0;
        boolean waits = false;
        while (at < stack.length && isWaiting(stack[at])) {
            waits |= stack[at].getClassName().equals("java.lang.Object");
            at++;
        }
        return waits && at < stack.length && !isJdks(stack[at].getClassName()) && !isOfTool(stack);
    }

    private static boolean isWaiting(StackTraceElement frame) {
        String type = frame.getClassName();
        return (type.equals("java.lang.Object") && frame.getMethodName().startsWith("wait"))
                || type.startsWith("dev.timeloop.agent.");
    }

    private static boolean isParking(StackTraceElement frame) {
        String type = frame.getClassName();
        return startsWith(type, PARKING)
                || type.startsWith(LOCKS + "LockSupport")
                || type.startsWith(LOCKS + "AbstractQueued")
                || (type.equals(CONCURRENT + "ForkJoinPool")
                        && frame.getMethodName().endsWith("anagedBlock"));
    }

    private static boolean isRealPark(StackTraceElement frame) {
        String type = frame.getClassName();
        String method = frame.getMethodName();
        return type.equals("java.lang.VirtualThread")
                ? method.startsWith("park") || method.equals("yieldContinuation")
                : type.endsWith(".misc.Unsafe") && method.equals("park");
    }

    /** Whether a lock is waited for: the last frame of the JDK's synchroniser tells. */
    private static boolean isAcquiring(StackTraceElement[] stack, int end) {
        StackTraceElement last = stack[end - 1];
        return last.getClassName().startsWith(LOCKS + "AbstractQueued")
                && last.getMethodName().startsWith("acquire");
    }

    private static boolean isInnerPartOfQueue(StackTraceElement frame) {
        String type = frame.getClassName();
        String method = frame.getMethodName();
        if (type.equals(CONCURRENT + "ForkJoinPool")) {
            return method.endsWith("anagedBlock");
        }
        return type.startsWith(CONCURRENT)
                && type.contains("Queue")
                && (type.contains("Queue$")
                        || method.startsWith("await")
                        || method.startsWith("xfer"));
    }

    static boolean isOfTool(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (startsWith(frame.getClassName(), TOOLS)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isJdks(String type) {
        return type.startsWith("java.") || type.startsWith("jdk.") || type.startsWith("sun.");
    }

    private static boolean startsWith(String type, String[] prefixes) {
        for (String prefix : prefixes) {
            if (type.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
