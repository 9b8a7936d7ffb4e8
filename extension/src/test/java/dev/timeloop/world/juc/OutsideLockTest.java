package dev.timeloop.world.juc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.junit.VirtualTime;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;

/** A lock that a thread outside takes again and again, for a moment each: no deadlock. */
@VirtualTime
class OutsideLockTest {
    private static final int TIMES = 20_000;
    private static final ReentrantLock LOCK = new ReentrantLock();

    private static volatile boolean isOver;
    private static Thread outside;

    @BeforeAll
    static void begin() {
        isOver = false;
        outside = new Thread(OutsideLockTest::takeAgainAndAgain, "outside");
        outside.start();
    }

    private static void takeAgainAndAgain() {
        while (!isOver) {
            LOCK.lock();
            try {
                pause();
            } finally {
                LOCK.unlock();
            }
            pause();
        }
    }

    private static void pause() {
        for (int i = 0; i < 30; i++) {
            Thread.onSpinWait();
        }
    }

    @AfterAll
    static void end() throws InterruptedException {
        isOver = true;
        outside.join();
    }

    @RepeatedTest(10)
    void isTakenByTurns() {
        int taken = 0;
        while (taken < TIMES) {
            LOCK.lock();
            try {
                taken++;
            } finally {
                LOCK.unlock();
            }
        }

        assertThat(LOCK.isHeldByCurrentThread()).isFalse();
    }
}
