package dev.timeloop.agent.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Threads that live in no world and wait on a monitor, whether or not there are worlds: each is
 * entered and taken out while it holds that, so whoever holds it sees them as they are.
 */
public final class OutsideWaits {
    private static final Map<Thread, Object> WAITING = new ConcurrentHashMap<>();

    private OutsideWaits() {}

    static void begins(Object monitor) {
        WAITING.put(Thread.currentThread(), monitor);
    }

    static void ends() {
        WAITING.remove(Thread.currentThread());
    }

    /** Those on one monitor, in no order. */
    public static List<Thread> on(Object monitor) {
        List<Thread> found = new ArrayList<>(0);
        for (Map.Entry<Thread, Object> each : WAITING.entrySet()) {
            if (each.getValue() == monitor) {
                found.add(each.getKey());
            }
        }
        return found;
    }
}
