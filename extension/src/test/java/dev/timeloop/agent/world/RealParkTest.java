package dev.timeloop.agent.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.agent.boot.Hooks;
import dev.timeloop.agent.boot.Resident;
import dev.timeloop.world.support.InWorld;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Our own code waits in real time for what threads outside do, on threads of a world, too. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class RealParkTest {
    /**
     * As where it asks whether a process is alive; loaded by a world only, with the agent there.
     */
    private static final class Harness {
        static void lock(ReentrantLock lock) {
            Resident me = Objects.requireNonNull(Hooks.current());
            me.inside++;
            try {
                lock.lock();
            } finally {
                me.inside--;
            }
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final CountDownLatch isHeld = new CountDownLatch(1);

    /** Else its classes are loaded where they can't be any more when it comes. */
    @BeforeAll
    static void installTheAgentFirst() throws Exception {
        List<String> unused = InWorld.once(log -> log.say("installed"));
    }

    @Test
    void isEndedByAThreadOutside() throws Exception {
        Thread holder = new Thread(this::holdUntilSomebodyWaits, "holder");
        holder.setDaemon(true);
        holder.start();
        assertThat(isHeld.await(10, TimeUnit.SECONDS)).isTrue();

        List<String> log =
                InWorld.once(
                        said -> {
                            Harness.lock(lock);
                            said.say("has it");
                            lock.unlock();
                        });

        assertThat(log).containsExactly("+0 has it");
    }

    private void holdUntilSomebodyWaits() {
        lock.lock();
        isHeld.countDown();
        while (!lock.hasQueuedThreads()) { // bounded by the test's time-out
            Thread.onSpinWait();
        }
        sleep();
        lock.unlock();
    }

    /** Who is in the queue isn't parked yet. */
    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
