package dev.timeloop.world.support;

import java.util.ArrayList;
import java.util.List;

/** Threads for scenarios, with bodies that may throw. */
public final class Strands {
    private Strands() {}

    /** What a thread does. */
    public interface Body {
        void run() throws Exception;
    }

    /** A thread that isn't started yet; what its body throws is thrown on, unchecked. */
    public static Thread thread(String name, Body body) {
        return new Thread(() -> run(body), name);
    }

    /** Starts a thread. */
    public static Thread start(String name, Body body) {
        Thread thread = thread(name, body);
        thread.start();
        return thread;
    }

    /** Starts some threads named by a letter and their numbers, and waits for all of them. */
    public static void together(int count, Numbered body) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            threads.add(start("t" + i, () -> body.run(number)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** What each of several threads does. */
    public interface Numbered {
        void run(int number) throws Exception;
    }

    /** Sleeps; an interrupt is an error. */
    public static void sleep(long millis) {
        run(() -> Thread.sleep(millis));
    }

    /** Runs something that may throw where only unchecked exceptions may come out. */
    public static void run(Body body) {
        try {
            body.run();
        } catch (RuntimeException unchecked) {
            throw unchecked;
        } catch (Exception checked) {
            throw new IllegalStateException(checked);
        }
    }
}
