package dev.timeloop.world.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.internal.engine.LoopAccess;
import dev.timeloop.internal.timeline.Event;
import dev.timeloop.junit.VirtualTime;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/** A recording names a lock as messages do, also where it was the first of its name by then. */
@VirtualTime
class RecordedLocksTest {
    private interface Step {
        void run() throws InterruptedException;
    }

    @Test
    void locks(EventLoop loop) throws Exception {
        for (ReentrantLock lock : List.of(new ReentrantLock(), new ReentrantLock())) {
            Thread holder = holder(() -> holdFor100(lock));
            lock.lock();
            lock.unlock();
            holder.join();
        }

        assertThat(waits(loop))
                .contains(
                        "waiting for ReentrantLock #1, held by thread \"holder\"",
                        "waiting for ReentrantLock #2, held by thread \"holder\"")
                .noneMatch(text -> text.contains("ReentrantLock,"));
    }

    private static void holdFor100(ReentrantLock lock) throws InterruptedException {
        lock.lock();
        try {
            Thread.sleep(100);
        } finally {
            lock.unlock();
        }
    }

    private static final class Account {}

    @Test
    void monitors(EventLoop loop) throws Exception {
        for (Account account : List.of(new Account(), new Account())) {
            Thread holder =
                    holder(
                            () -> {
                                synchronized (account) {
                                    Thread.sleep(100);
                                }
                            });
            synchronized (account) {
                account.wait(1);
            }
            holder.join();
        }

        String account = "RecordedLocksTest.Account ";
        assertThat(waits(loop))
                .contains(
                        "waiting for the monitor of " + account + "#1, held by thread \"holder\"",
                        "waiting for the monitor of " + account + "#2, held by thread \"holder\"")
                .anyMatch(text -> text.startsWith("waiting to be notified on " + account + "#1"))
                .noneMatch(text -> text.contains("an RecordedLocksTest"));
    }

    /** Starts a thread, and lets it get as far as it can at this instant. */
    private static Thread holder(Step body) throws InterruptedException {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                body.run();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        "holder");
        thread.start();
        Thread.sleep(1);
        return thread;
    }

    private static List<String> waits(EventLoop loop) {
        return LoopAccess.shared().recording(loop).events().stream()
                .filter(event -> event.kind() == Event.Kind.BLOCK)
                .map(Event::text)
                .toList();
    }
}
