package dev.timeloop.agent.world;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Tells the locks of one name from each other, in messages: when there are several, each has a
 * number, in the order in which they first mattered.
 *
 * <p>Those matter that anybody waits for, and monitors also when their holder is blocked; of each
 * name the first few. For any thread, and nothing of the user's runs.
 */
final class LockNumbers {
    private static final int MOST = 32;

    private final Map<String, List<WeakReference<Object>>> known = new HashMap<>();

    /** A lock matters. */
    synchronized void note(Object lock, String name) {
        List<WeakReference<Object>> same = known.computeIfAbsent(name, any -> new ArrayList<>(1));
        if (same.size() < MOST && indexOf(lock, same) < 0) {
            same.add(new WeakReference<>(lock));
        }
    }

    /** What follows its name: a number, or nothing when it is the only one. */
    synchronized String suffix(Object lock, String name) {
        List<WeakReference<Object>> same = known.getOrDefault(name, List.of());
        int index = same.size() < 2 ? -1 : indexOf(lock, same);
        return index < 0 ? "" : " #" + (index + 1);
    }

    /**
     * As {@link #suffix}, but at the time when it is asked for: others of that name may come. The
     * lock isn't kept for that.
     */
    synchronized Supplier<String> suffixLater(Object lock, String name) {
        List<WeakReference<Object>> same = known.getOrDefault(name, List.of());
        int index = indexOf(lock, same);
        return () -> index < 0 || sizeOf(same) < 2 ? "" : " #" + (index + 1);
    }

    private synchronized int sizeOf(List<WeakReference<Object>> same) {
        return same.size();
    }

    private static int indexOf(Object lock, List<WeakReference<Object>> same) {
        for (int i = 0; i < same.size(); i++) {
            if (same.get(i).get() == lock) {
                return i;
            }
        }
        return -1;
    }
}
