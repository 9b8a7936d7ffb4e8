package dev.timeloop.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Threads end with their loop, however that ends. */
@Bounded
class ThreadLifeTest {
    private final List<Thread> made = new CopyOnWriteArrayList<>();

    private EventLoop loop(ThreadKind kind) {
        ThreadFactory factory = kind.factory();
        return EventLoop.builder()
                .realTimeout(Duration.ofSeconds(30))
                .threadFactory(
                        body -> {
                            Thread thread = factory.newThread(body);
                            made.add(thread);
                            return thread;
                        })
                .build();
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void endWhenAThousandLoopsAreClosed(ThreadKind kind) {
        for (int i = 0; i < 1_000; i++) {
            try (EventLoop loop = loop(kind)) {
                for (int n = 0; n < 3; n++) {
                    loop.run("task", () -> loop.sleep(Duration.ofSeconds(1)));
                }
                loop.runUntilIdle();
            }
        }

        assertThat(made).hasSize(3_000);
        assertAllEnd();
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void endWhenAThousandWereBlockedAtTheEnd(ThreadKind kind) {
        EventLoop loop = loop(kind);
        for (int i = 0; i < 1_000; i++) {
            loop.background("blocked", () -> loop.sleep(Duration.ofDays(1)));
        }
        loop.settle();
        loop.close();

        assertThat(made).hasSize(1_000);
        assertAllEnd();
    }

    @ParameterizedTest
    @EnumSource(ThreadKind.class)
    void areUsedAgain(ThreadKind kind) {
        try (EventLoop loop = loop(kind)) {
            for (int i = 0; i < 1_000; i++) {
                loop.run("short", () -> loop.sleep(Duration.ofSeconds(1)));
                loop.runUntilIdle();
            }

            assertThat(made).hasSize(1);
        }
    }

    @Test
    void ofALoopThatNobodyClosedEndWhenItIsGarbage() {
        for (int i = 0; i < 50; i++) {
            abandon();
        }
        assertThat(made).hasSize(150);
        assertAllEnd();
    }

    private void abandon() {
        EventLoop loop = loop(ThreadKind.PLATFORM);
        for (int n = 0; n < 3; n++) {
            loop.run("task", () -> loop.sleep(Duration.ofSeconds(1)));
        }
        loop.runUntilIdle();
    }

    private void assertAllEnd() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (made.stream().anyMatch(Thread::isAlive) && System.nanoTime() - deadline < 0) {
            System.gc();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        assertThat(made).noneMatch(Thread::isAlive);
    }
}
