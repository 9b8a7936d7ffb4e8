package dev.timeloop.world.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import dev.timeloop.world.support.Strands;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@SuppressWarnings("ThreadPriorityCheck") // yields are what is tested
class YieldTest {
    @Test
    void aYieldLetsTheOthersRunInTurn() throws Exception {
        assertThat(
                        InWorld.log(
                                log ->
                                        Strands.together(
                                                3,
                                                n -> {
                                                    for (int i = 0; i < 2; i++) {
                                                        log.say(n + "" + i);
                                                        Thread.yield();
                                                    }
                                                })))
                .containsExactly("+0 00", "+0 10", "+0 20", "+0 01", "+0 11", "+0 21");
    }

    @Test
    void twoThreadsPlayPingPongByYielding() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    AtomicInteger turn = new AtomicInteger();
                                    Thread other =
                                            Strands.start(
                                                    "pong",
                                                    () -> {
                                                        for (int i = 0; i < 3; i++) {
                                                            while (turn.get() != 1) {
                                                                Thread.yield();
                                                            }
                                                            log.say("pong");
                                                            turn.set(0);
                                                        }
                                                    });
                                    for (int i = 0; i < 3; i++) {
                                        while (turn.get() != 0) {
                                            Thread.onSpinWait();
                                        }
                                        log.say("ping");
                                        turn.set(1);
                                    }
                                    other.join();
                                }))
                .containsExactly("+0 ping", "+0 pong", "+0 ping", "+0 pong", "+0 ping", "+0 pong");
    }

    @Test
    void spinningByYieldsWaitsForWhatComesLater() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    AtomicInteger flag = new AtomicInteger();
                                    Thread setter =
                                            Strands.start(
                                                    "setter",
                                                    () -> {
                                                        Thread.sleep(50);
                                                        flag.set(1);
                                                    });
                                    while (flag.get() == 0) {
                                        Thread.yield();
                                    }
                                    log.say("seen");
                                    setter.join();
                                }))
                .containsExactly("+50 seen");
    }

    @Test
    void pollingWithADeadlineEnds() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    long deadline = System.nanoTime() + 20_000_000;
                                    while (System.nanoTime() < deadline) {
                                        Thread.onSpinWait();
                                    }
                                    log.say("over");
                                    long end = System.currentTimeMillis() + 5;
                                    while (System.currentTimeMillis() < end) {
                                        Thread.yield();
                                    }
                                    log.say("over");
                                }))
                .containsExactly("+20 over", "+25 over");
    }
}
