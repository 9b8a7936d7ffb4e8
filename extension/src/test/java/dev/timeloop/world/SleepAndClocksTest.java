package dev.timeloop.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

@SuppressWarnings("JavaUtilDate") // it must tell virtual time, too
class SleepAndClocksTest {
    private static final long START = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();

    @Test
    void aDayOfSleepIsOverAtOnceAndEveryClockSaysSo() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    long nanos = System.nanoTime();
                                    Thread.sleep(86_400_000L);
                                    log.say(System.nanoTime() - nanos);
                                    log.say(System.currentTimeMillis() - START);
                                    log.say(Instant.now());
                                    log.say(Clock.systemUTC().millis() - START);
                                    log.say(LocalDateTime.now(ZoneOffset.UTC));
                                    log.say(ZonedDateTime.now(ZoneOffset.UTC));
                                    log.say(new Date().getTime() - START);
                                    log.say(Calendar.getInstance().getTimeInMillis() - START);
                                }))
                .containsExactly(
                        "+86400000 86400000000000",
                        "+86400000 86400000",
                        "+86400000 2000-01-02T00:00:00Z",
                        "+86400000 86400000",
                        "+86400000 2000-01-02T00:00",
                        "+86400000 2000-01-02T00:00Z",
                        "+86400000 86400000",
                        "+86400000 86400000");
    }

    @Test
    void aWorldHasRoomForACenturyAlthoughTheOneBeforeItLastedForNearlyThree() throws Exception {
        assertThat(
                        InWorld.once(
                                log -> {
                                    sleepYears(290);
                                    log.say("slept");
                                }))
                .containsExactly("+9145440000000 slept");
        assertThat(
                        InWorld.once(
                                log -> {
                                    long start = System.nanoTime();
                                    sleepYears(100);
                                    log.say(start < System.nanoTime());
                                }))
                .containsExactly("+3153600000000 true");
    }

    /** In parts, since a world takes a longer sleep for a runaway. */
    private static void sleepYears(int years) throws InterruptedException {
        for (int i = 0; i < years; i++) {
            TimeUnit.DAYS.sleep(365);
        }
    }

    @Test
    void allWaysToSleepAreVirtual() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Thread.sleep(1_000, 0);
                                    log.say("sleep");
                                    TimeUnit.HOURS.sleep(1);
                                    log.say("unit");
                                    LockSupport.parkNanos(Duration.ofMinutes(1).toNanos());
                                    log.say("park");
                                    LockSupport.parkUntil(System.currentTimeMillis() + 5_000);
                                    log.say("until");
                                }))
                .containsExactly("+1000 sleep", "+3601000 unit", "+3661000 park", "+3666000 until");
    }
}
