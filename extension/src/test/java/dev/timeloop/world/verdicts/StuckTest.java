package dev.timeloop.world.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.StuckException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class StuckTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private static void spin(AtomicBoolean end) {
        while (!end.getPlain()) {
            if (end.get()) {
                return;
            }
        }
    }

    @Test
    void aThreadThatSpinsWithoutACallIsNamedWithItsStack() {
        AtomicBoolean end = new AtomicBoolean();
        OneWorld world =
                OneWorld.within(
                        SHORT,
                        () -> {
                            Thread spinner = Steps.thread("spinner", () -> spin(end));
                            spinner.join();
                        });
        end.set(true);

        assertThat(world.failure).isInstanceOf(StuckException.class);
        assertThat(world.message())
                .startsWith(
                        "Thread \"spinner\" has not come back for 300 ms of real time (at +0 s);"
                                + " the loop gave it up.\nThread \"spinner\" is at\n")
                .contains("dev.timeloop.world.verdicts.StuckTest.spin(StuckTest.java:N)\n");
    }

    @Test
    void theNextWorldRunsAfterOneWasGivenUp() {
        AtomicBoolean end = new AtomicBoolean();
        OneWorld.within(SHORT, () -> Steps.thread("spinner", () -> spin(end)).join());

        OneWorld next =
                OneWorld.of(() -> Steps.thread("sleeper", () -> Thread.sleep(86_400_000)).join());
        end.set(true);

        assertThat(next.failure).isNull();
        assertThat(next.elapsed).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void aThreadThatIsGivenUpIsInterruptedAndMayGoOnOutside() throws Exception {
        CountDownLatch outside = new CountDownLatch(1);
        OneWorld world =
                OneWorld.within(
                        SHORT,
                        () ->
                                Steps.thread(
                                                "spinner",
                                                () -> {
                                                    while (!Thread.interrupted()) {
                                                        Thread.currentThread().isAlive();
                                                    }
                                                    outside.countDown();
                                                })
                                        .join());

        assertThat(world.failure).isInstanceOf(StuckException.class);
        assertThat(outside.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    }
}
