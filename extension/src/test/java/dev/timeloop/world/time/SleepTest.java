package dev.timeloop.world.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import dev.timeloop.world.support.Strands;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class SleepTest {
    @Test
    void threadSleepsItsSpan() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Thread.sleep(0);
                                    log.say("none");
                                    Thread.sleep(1);
                                    log.say("millis");
                                    Thread.sleep(1, 500_000);
                                    long nanos = System.nanoTime();
                                    Thread.sleep(10, 999_999);
                                    log.say(System.nanoTime() - nanos >= 10_999_999);
                                    Thread.sleep(86_400_000L * 365);
                                    log.say("year");
                                }))
                .satisfies(
                        lines -> {
                            assertThat(lines).hasSize(4);
                            assertThat(lines.get(0)).isEqualTo("+0 none");
                            assertThat(lines.get(1)).isEqualTo("+1 millis");
                            assertThat(lines.get(2)).endsWith(" true");
                            assertThat(lines.get(3)).startsWith("+315360000");
                        });
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_19)
    void threadSleepsADuration() throws Exception {
        Method sleep = Thread.class.getMethod("sleep", Duration.class);
        assertThat(
                        InWorld.log(
                                log -> {
                                    sleep.invoke(null, Duration.ofDays(1));
                                    log.say("a day");
                                    sleep.invoke(null, Duration.ofNanos(-5));
                                    log.say("none");
                                }))
                .containsExactly("+86400000 a day", "+86400000 none");
    }

    @Test
    void everyTimeUnitSleeps() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    TimeUnit.NANOSECONDS.sleep(5_000_000);
                                    TimeUnit.MICROSECONDS.sleep(5_000);
                                    TimeUnit.MILLISECONDS.sleep(90);
                                    log.say("small");
                                    TimeUnit.SECONDS.sleep(100);
                                    log.say("seconds");
                                    TimeUnit.MINUTES.sleep(100);
                                    log.say("minutes");
                                    TimeUnit.HOURS.sleep(100);
                                    log.say("hours");
                                    TimeUnit.DAYS.sleep(100);
                                    log.say("days");
                                }))
                .containsExactly(
                        "+100 small",
                        "+100100 seconds",
                        "+6100100 minutes",
                        "+366100100 hours",
                        "+9006100100 days");
    }

    @Test
    void sleepersWakeInTheOrderOfTheirInstants() throws Exception {
        assertThat(
                        InWorld.log(
                                log ->
                                        Strands.together(
                                                4,
                                                n -> {
                                                    Thread.sleep(400 - 100L * n);
                                                    log.say(n);
                                                    Thread.sleep(100L * n);
                                                    log.say(n + " again");
                                                })))
                .containsExactly(
                        "+100 3",
                        "+200 2",
                        "+300 1",
                        "+400 0",
                        "+400 3 again",
                        "+400 2 again",
                        "+400 1 again",
                        "+400 0 again");
    }

    @Test
    void parksEndAtTheirInstants() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Object blocker = new Object();
                                    LockSupport.parkNanos(blocker, 1_000_000);
                                    log.say("nanos");
                                    LockSupport.parkNanos(2_000_000);
                                    log.say("nanos");
                                    long now = System.currentTimeMillis();
                                    LockSupport.parkUntil(blocker, now + 10);
                                    log.say("until");
                                    LockSupport.parkUntil(now + 20);
                                    log.say("until");
                                    LockSupport.parkUntil(now);
                                    log.say("past");
                                    LockSupport.parkNanos(-1);
                                    log.say("negative");
                                }))
                .containsExactly(
                        "+1 nanos",
                        "+3 nanos",
                        "+13 until",
                        "+23 until",
                        "+23 past",
                        "+23 negative");
    }

    @Test
    void aPermitGivenBeforeMakesOneParkReturn() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    LockSupport.unpark(Thread.currentThread());
                                    LockSupport.unpark(Thread.currentThread());
                                    LockSupport.park();
                                    log.say("permit");
                                    LockSupport.parkNanos(5_000_000);
                                    log.say("only one");
                                }))
                .containsExactly("+0 permit", "+5 only one");
    }

    @Test
    void aParkedThreadSaysOnWhat() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Thread parker =
                                            Strands.start("p", () -> LockSupport.park("a string"));
                                    Thread.sleep(1);
                                    log.say(LockSupport.getBlocker(parker));
                                    LockSupport.unpark(parker);
                                    parker.join();
                                    log.say(LockSupport.getBlocker(parker));
                                }))
                .containsExactly("+1 a string", "+1 null");
    }

    @Test
    void badSpansAreRefusedAsTheJdkDoes() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    try {
                                        Thread.sleep(-1);
                                    } catch (IllegalArgumentException e) {
                                        log.say("negative");
                                    }
                                    try {
                                        Thread.sleep(1, 1_000_000);
                                    } catch (IllegalArgumentException e) {
                                        log.say("nanos");
                                    }
                                    Thread.currentThread().interrupt();
                                    try {
                                        Thread.sleep(0);
                                    } catch (InterruptedException e) {
                                        log.say("interrupted");
                                    }
                                    TimeUnit.SECONDS.sleep(-1);
                                }))
                .containsExactly("+0 negative", "+0 nanos", "+0 interrupted");
    }
}
