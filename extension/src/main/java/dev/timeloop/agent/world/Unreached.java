package dev.timeloop.agent.world;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Workers made elsewhere, to whom a world gave work, and that it couldn't take in: when nothing can
 * go on, that is why. With the baton held.
 */
final class Unreached {
    /** Looking costs more than what is notified, and more of them make no verdict clearer. */
    private static final int FEW = 8;

    /** What was notified while no thread of the world was waiting on it. */
    private final Set<Object> notified = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Set<Thread> waiting = new LinkedHashSet<>();
    private final Set<Thread> living = new LinkedHashSet<>();

    /** Nobody of the world waits on a monitor that is notified: perhaps somebody outside does. */
    void notified(Object monitor) {
        if (notified.size() < FEW && notified.add(monitor)) {
            Map<Long, Thread> candidates = new LinkedHashMap<>();
            for (Thread thread : Rest.threads()) {
                if (mayWait(thread)) {
                    candidates.put(thread.getId(), thread);
                }
            }
            for (long id : waitingOn(monitor, candidates.keySet())) {
                Thread thread = candidates.get(id);
                if (thread != null && WorkSites.isMonitorsOne(thread.getStackTrace())) {
                    waiting.add(thread);
                }
            }
        }
    }

    private static boolean mayWait(Thread thread) {
        Thread.State state = thread.getState();
        return (state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING)
                && Directory.residentOf(thread) == null
                && !Housekeepers.isOne(thread);
    }

    /** Which of these threads do, asked at once: one by one costs a stop of each. */
    private static List<Long> waitingOn(Object monitor, Set<Long> ids) {
        long[] asked = ids.stream().mapToLong(Long::longValue).toArray();
        List<Long> found = new ArrayList<>();
        for (ThreadInfo info : ManagementFactory.getThreadMXBean().getThreadInfo(asked)) {
            if (info != null && isIt(info.getLockInfo(), monitor)) {
                found.add(info.getThreadId());
            }
        }
        return found;
    }

    private static boolean isIt(@Nullable LockInfo on, Object monitor) {
        return on != null
                && on.getIdentityHashCode() == System.identityHashCode(monitor)
                && on.getClassName().equals(monitor.getClass().getName());
    }

    /** A thread that was woken lives in another world. */
    void livesElsewhere(Thread thread) {
        if (living.size() < FEW) {
            living.add(thread);
        }
    }

    /** What there is to say about each of them, and what to do about it. */
    List<String> hints() {
        List<String> found = new ArrayList<>();
        for (Thread thread : waiting) {
            found.add(
                    "Thread \""
                            + thread.getName()
                            + "\" was made outside this test, which notified it in Object.wait: it"
                            + " works in real time.\n-> make it in the test, or in @BeforeEach");
        }
        for (Thread thread : living) {
            found.add(
                    "Thread \""
                            + thread.getName()
                            + "\", which this test woke, works for another test at the same time.\n"
                            + "-> make one for each test, or keep these tests apart:"
                            + " @ResourceLock");
        }
        return found;
    }
}
