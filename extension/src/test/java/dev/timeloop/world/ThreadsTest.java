package dev.timeloop.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    @Test
    void threadsRunOneAtATimeInTheOrderOfTheirStart() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    List<Thread> threads = new ArrayList<>();
                                    for (int i = 0; i < 3; i++) {
                                        int number = i;
                                        Thread thread =
                                                new Thread(
                                                        () -> {
                                                            log.say("begin " + number);
                                                            sleep(1_000L * (3 - number));
                                                            log.say("end " + number);
                                                        });
                                        threads.add(thread);
                                        thread.start();
                                    }
                                    log.say("started");
                                    for (Thread thread : threads) {
                                        thread.join();
                                    }
                                    log.say("joined");
                                }))
                .containsExactly(
                        "+0 started",
                        "+0 begin 0",
                        "+0 begin 1",
                        "+0 begin 2",
                        "+1000 end 2",
                        "+2000 end 1",
                        "+3000 end 0",
                        "+3000 joined");
    }

    @Test
    void anInterruptWakesASleeperAtOnce() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Thread sleeper =
                                            new Thread(
                                                    () -> {
                                                        try {
                                                            Thread.sleep(1_000_000);
                                                        } catch (InterruptedException e) {
                                                            log.say(
                                                                    "interrupted, flag "
                                                                            + Thread.currentThread()
                                                                                    .isInterrupted());
                                                        }
                                                        LockSupport.park();
                                                        log.say("unparked");
                                                        Thread.currentThread().interrupt();
                                                        LockSupport.park();
                                                        log.say(Thread.interrupted());
                                                    });
                                    sleeper.start();
                                    Thread.sleep(1_000);
                                    sleeper.interrupt();
                                    Thread.sleep(1_000);
                                    LockSupport.unpark(sleeper);
                                    sleeper.join();
                                    log.say("alive " + sleeper.isAlive());
                                }))
                .containsExactly(
                        "+1000 interrupted, flag false",
                        "+2000 unparked",
                        "+2000 true",
                        "+2000 alive false");
    }

    @Test
    void aTimedJoinEndsAtItsInstant() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Thread slow = new Thread(() -> sleep(5_000));
                                    slow.start();
                                    slow.join(1_000);
                                    log.say(slow.isAlive());
                                    slow.join(60_000);
                                    log.say(slow.isAlive());
                                }))
                .containsExactly("+1000 true", "+5000 false");
    }

    @Test
    void subclassesOfThreadAreTakenIn() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    class Own extends Thread {
                                        @Override
                                        public void run() {
                                            ThreadsTest.sleep(250);
                                            log.say("own");
                                        }
                                    }
                                    Own own = new Own();
                                    own.start();
                                    own.join();
                                }))
                .containsExactly("+250 own");
    }

    @Test
    void spinningUntilAFlagIsUpEnds() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    boolean[] up = new boolean[1];
                                    Thread raiser =
                                            new Thread(
                                                    () -> {
                                                        sleep(100);
                                                        up[0] = true;
                                                    });
                                    raiser.start();
                                    while (!up[0]) {
                                        Thread.onSpinWait();
                                    }
                                    log.say("up");
                                    raiser.join();
                                }))
                .containsExactly("+100 up");
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
