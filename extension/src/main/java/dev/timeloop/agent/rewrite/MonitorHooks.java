package dev.timeloop.agent.rewrite;

import static dev.timeloop.agent.rewrite.Action.MONITORS;
import static dev.timeloop.agent.rewrite.Action.REPLACE_CALL;
import static dev.timeloop.agent.rewrite.Rows.APPLICATION;

/** Monitors: {@code synchronized}, and waiting for and notifying others. */
final class MonitorHooks {
    private static final String SYNCHRONIZED = "java/util/Collections$Synchronized";

    private MonitorHooks() {}

    static void addTo(Rows rows) {
        rows.means("Monitors of application classes block in real time.");
        monitors(rows, APPLICATION);
        call(rows, APPLICATION, "wait()V");
        call(rows, APPLICATION, "wait(J)V");
        call(rows, APPLICATION, "wait(JI)V");
        call(rows, APPLICATION, "notify()V");
        call(rows, APPLICATION, "notifyAll()V");

        rows.means("java.util.Timer runs in real time.");
        monitors(rows, "java/util/Timer");
        call(rows, "java/util/Timer", "notify()V");
        monitors(rows, "java/util/Timer$ThreadReaper");
        call(rows, "java/util/Timer$ThreadReaper", "notify()V");
        monitors(rows, "java/util/TimerTask");
        monitors(rows, "java/util/TimerThread");
        call(rows, "java/util/TimerThread", "wait()V");
        call(rows, "java/util/TimerThread", "wait(J)V");

        rows.means(
                "Synchronized collections block in real time when two threads use them at once.");
        monitors(rows, SYNCHRONIZED + "Collection");
        monitors(rows, SYNCHRONIZED + "List");
        monitors(rows, SYNCHRONIZED + "Map");
        monitors(rows, SYNCHRONIZED + "NavigableMap");
        monitors(rows, SYNCHRONIZED + "NavigableSet");
        monitors(rows, SYNCHRONIZED + "RandomAccessList");
        monitors(rows, SYNCHRONIZED + "Set");
        monitors(rows, SYNCHRONIZED + "SortedMap");
        monitors(rows, SYNCHRONIZED + "SortedSet");

        // Many of their methods are synchronized, which can't be changed once they are loaded.
        rows.means("Pipes between threads wait in real time.");
        monitors(rows, "java/io/PipedInputStream");
        call(rows, "java/io/PipedInputStream", "wait(J)V");
        call(rows, "java/io/PipedInputStream", "notifyAll()V");
        monitors(rows, "java/io/PipedOutputStream");
        call(rows, "java/io/PipedOutputStream", "notifyAll()V");
        call(rows, "java/io/PipedReader", "wait(J)V");
        call(rows, "java/io/PipedReader", "notifyAll()V");
        monitors(rows, "java/io/PipedWriter");
        call(rows, "java/io/PipedWriter", "notifyAll()V");
    }

    private static void monitors(Rows rows, String type) {
        rows.all(type, "", MONITORS, "enter(Ljava/lang/Object;)V");
    }

    /** Every object has these methods, so that a call may name any class. */
    private static void call(Rows rows, String type, String method) {
        String hook = method.replace("(", "(Ljava/lang/Object;");
        rows.all(type, Row.ANY + "." + method, REPLACE_CALL, hook);
    }
}
