package dev.timeloop.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import dev.timeloop.internal.engine.StrandThreads;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When no thread can be made, the drive says so; strands that have one are not to blame. */
@Bounded
class FailingThreadFactoryTest {
    private final AtomicInteger asked = new AtomicInteger();

    private EventLoop loopWithRoomFor(int threads) {
        ThreadFactory factory = StrandThreads.platform();
        return EventLoop.builder()
                .threadFactory(
                        body -> {
                            if (asked.incrementAndGet() > threads) {
                                throw new OutOfMemoryError("unable to create native thread");
                            }
                            return factory.newThread(body);
                        })
                .build();
    }

    @Test
    void theDriveFailsAndSaysWhy() {
        EventLoop loop = loopWithRoomFor(0);
        loop.run("first", () -> {});

        assertThatThrownBy(loop::settle).hasStackTraceContaining("unable to create native thread");
    }

    @Test
    void aStrandThatDrivesMeanwhileIsNotHarmed() {
        EventLoop loop = loopWithRoomFor(1);
        Task<Void> first = loop.run("first", () -> loop.sleep(Duration.ofSeconds(1)));
        loop.background("second", () -> loop.sleep(Duration.ofSeconds(1)));

        assertThatThrownBy(loop::runUntilIdle)
                .hasStackTraceContaining("unable to create native thread");
        assertThat(first.isDone()).isFalse();
    }
}
