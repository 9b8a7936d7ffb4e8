package dev.timeloop.world.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import dev.timeloop.world.support.Strands;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loops that wait for an instant by reading the clock. */
@Timeout(60)
class SpinTest {
    private static void spin(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < end) {
            // what else is there to do
        }
    }

    @Test
    void spinningOnAnyClockEndsAtItsInstant() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    spin(20);
                                    log.say("nanoTime");
                                    long start = System.currentTimeMillis();
                                    while (System.currentTimeMillis() - start < 100) {
                                        // go on
                                    }
                                    log.say("currentTimeMillis");
                                    Instant end = Instant.now().plusMillis(7);
                                    while (Instant.now().isBefore(end)) {
                                        // go on
                                    }
                                    log.say("Instant.now");
                                }))
                .containsExactly("+20 nanoTime", "+120 currentTimeMillis", "+127 Instant.now");
    }

    @Test
    void spinningForAnHourIsQuick() throws Exception {
        assertThat(
                        InWorld.once(
                                log -> {
                                    spin(Duration.ofHours(1).toMillis());
                                    log.say("over");
                                }))
                .containsExactly("+3600000 over");
    }

    @Test
    void theOthersGoOnAtTheirInstants() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Thread sleeper =
                                            Strands.start(
                                                    "sleeper",
                                                    () -> {
                                                        for (int i = 0; i < 3; i++) {
                                                            LockSupport.parkNanos(4_700_000);
                                                            log.say("slept");
                                                        }
                                                    });
                                    Thread spinner =
                                            Strands.start(
                                                    "spinner",
                                                    () -> {
                                                        spin(12);
                                                        log.say("spun");
                                                    });
                                    spin(11);
                                    log.say("spun, too");
                                    sleeper.join();
                                    spinner.join();
                                }))
                .containsExactly("+4 slept", "+9 slept", "+11 spun, too", "+12 spun", "+14 slept");
    }

    @Test
    void whatIsReadyComesFirst() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    AtomicBoolean done = new AtomicBoolean();
                                    Strands.start("worker", () -> done.set(true));
                                    long end = System.nanoTime() + 50_000_000;
                                    while (!done.get() && System.nanoTime() < end) {
                                        // go on
                                    }
                                    log.say(done);
                                }))
                .containsExactly("+0 true");
    }

    @Test
    void oneWhoReadsTheClockOftenTakesNoTime() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    for (int i = 0; i < 500_000; i++) {
                                        System.nanoTime();
                                        System.currentTimeMillis();
                                    }
                                    Thread.sleep(1);
                                    for (int i = 0; i < 1_000_000; i++) {
                                        System.nanoTime();
                                    }
                                    log.say("read");
                                }))
                .containsExactly("+1 read");
    }

    @Test
    void theClockIsAsExactAsEverAfterwards() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    spin(3);
                                    long before = System.nanoTime();
                                    log.say(System.nanoTime() - before);
                                    Thread.sleep(1);
                                    for (int i = 0; i < 1_000_000; i++) {
                                        System.nanoTime();
                                    }
                                    log.say("read");
                                }))
                .containsExactly("+3 0", "+4 read");
    }
}
