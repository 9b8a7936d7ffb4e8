package dev.timeloop.world.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import dev.timeloop.world.support.Strands;
import java.lang.reflect.Method;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class JoinTest {
    @Test
    void joinsEndWithTheThreadOrAtTheirInstant() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Thread slow = Strands.start("slow", () -> Thread.sleep(100));
                                    slow.join(10);
                                    log.say(slow.isAlive());
                                    slow.join(10, 1);
                                    log.say(slow.isAlive());
                                    slow.join(1_000);
                                    log.say(slow.isAlive());
                                    slow.join();
                                    slow.join(0);
                                    slow.join(5);
                                    slow.join(5, 5);
                                    log.say("over");
                                }))
                .containsExactly("+10 true", "+21 true", "+100 false", "+100 over");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_19)
    void joinOfADurationTellsWhetherTheThreadHasEnded() throws Exception {
        Method join = Thread.class.getMethod("join", Duration.class);
        assertThat(
                        InWorld.log(
                                log -> {
                                    Thread slow = Strands.start("slow", () -> Thread.sleep(100));
                                    log.say(join.invoke(slow, Duration.ofMillis(10)));
                                    log.say(join.invoke(slow, Duration.ofDays(1)));
                                    log.say(join.invoke(slow, Duration.ZERO));
                                }))
                .containsExactly("+10 false", "+100 true", "+100 true");
    }

    @Test
    void joinOfAThreadThatIsNotStartedReturnsAtOnce() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Thread unborn = Strands.thread("unborn", () -> {});
                                    unborn.join();
                                    unborn.join(1_000);
                                    log.say(unborn.getState());
                                }))
                .containsExactly("+0 NEW");
    }

    @Test
    void anInterruptEndsAJoin() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Thread slow = Strands.start("slow", () -> Thread.sleep(100));
                                    Thread joiner =
                                            Strands.start(
                                                    "joiner",
                                                    () -> {
                                                        try {
                                                            slow.join();
                                                        } catch (InterruptedException e) {
                                                            log.say(slow.isAlive());
                                                        }
                                                    });
                                    Thread.sleep(10);
                                    joiner.interrupt();
                                    joiner.join();
                                    slow.join();
                                    log.say("end");
                                }))
                .containsExactly("+10 true", "+100 end");
    }

    @Test
    void negativeSpansAreRefused() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Thread slow = Strands.start("slow", () -> Thread.sleep(100));
                                    try {
                                        slow.join(-1);
                                    } catch (IllegalArgumentException e) {
                                        log.say("negative");
                                    }
                                    slow.join();
                                }))
                .containsExactly("+0 negative");
    }

    @Test
    void joiningWhileHoldingTheThreadsMonitorWorks() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Thread slow = Strands.thread("slow", () -> Thread.sleep(100));
                                    synchronized (slow) {
                                        slow.start();
                                        slow.join();
                                        log.say(slow.isAlive());
                                    }
                                }))
                .containsExactly("+100 false");
    }

    @Test
    void aThreadsEndNotifiesThoseWhoWaitOnIt() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Thread slow = Strands.start("slow", () -> Thread.sleep(100));
                                    synchronized (slow) {
                                        while (slow.isAlive()) {
                                            slow.wait(1_000);
                                        }
                                    }
                                    log.say(slow.isAlive());
                                }))
                .containsExactly("+100 false");
    }
}
