package dev.timeloop.world.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import dev.timeloop.world.support.Strands;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;

@SuppressWarnings("ThreadPriorityCheck") // it must be kept
class ThreadLifeTest {
    @Test
    void allKindsOfPlatformThreadsLiveInTheWorld() throws Exception {
        class Own extends Thread {
            private final InWorld.Log log;

            Own(InWorld.Log log) {
                super("own");
                this.log = log;
            }

            @Override
            public void run() {
                Strands.sleep(1);
                log.say(getName());
            }
        }
        class Overriding extends Own {
            Overriding(InWorld.Log log) {
                super(log);
            }

            @Override
            public void run() {
                Strands.sleep(2);
                super.run();
            }
        }
        assertThat(
                        InWorld.log(
                                log -> {
                                    ThreadGroup group = new ThreadGroup("group");
                                    ThreadFactory factory = Executors.defaultThreadFactory();
                                    Runnable body =
                                            () -> {
                                                Strands.sleep(4);
                                                Thread me = Thread.currentThread();
                                                String in = me.getThreadGroup().getName();
                                                log.say(in.equals("group") + " " + me.isDaemon());
                                            };
                                    Thread daemon = new Thread(body);
                                    daemon.setDaemon(true);
                                    Thread[] all = {
                                        new Own(log),
                                        new Overriding(log),
                                        new Thread(group, body),
                                        new Thread(group, body, "named", 1 << 18),
                                        daemon,
                                        factory.newThread(body)
                                    };
                                    for (Thread thread : all) {
                                        thread.start();
                                    }
                                    for (Thread thread : all) {
                                        thread.join();
                                    }
                                    log.say("joined");
                                }))
                .containsExactly(
                        "+1 own",
                        "+3 own",
                        "+4 true false",
                        "+4 true false",
                        "+4 false true",
                        "+4 false false",
                        "+4 joined");
    }

    @Test
    void statesAreThoseOfTheVirtualLife() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Thread thread =
                                            Strands.thread(
                                                    "t",
                                                    () -> {
                                                        Thread.sleep(10);
                                                        log.say(Thread.currentThread().getState());
                                                    });
                                    log.say(thread.getState() + " " + thread.isAlive());
                                    thread.start();
                                    log.say(thread.isAlive());
                                    thread.join();
                                    log.say(thread.getState() + " " + thread.isAlive());
                                }))
                .containsExactly("+0 NEW false", "+0 true", "+10 RUNNABLE", "+10 TERMINATED false");
    }

    @Test
    void aThreadThatWasJoinedWithinAnotherIsDead() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Thread first = Strands.start("first", () -> Thread.sleep(5));
                                    Strands.together(
                                            3,
                                            n -> {
                                                first.join();
                                                log.say(n + " " + first.isAlive());
                                            });
                                }))
                .containsExactly("+5 0 false", "+5 1 false", "+5 2 false");
    }

    @Test
    void aThreadCanBeStartedOnce() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Thread once = Strands.start("once", () -> log.say("runs"));
                                    try {
                                        once.start();
                                    } catch (IllegalThreadStateException e) {
                                        log.say("twice");
                                    }
                                    once.join();
                                    try {
                                        once.start();
                                    } catch (IllegalThreadStateException e) {
                                        log.say("again");
                                    }
                                    Thread.sleep(1);
                                    log.say("end");
                                }))
                .containsExactly("+0 twice", "+0 runs", "+0 again", "+1 end");
    }

    @Test
    void threadsStartThreads() throws Exception {
        assertThat(InWorld.log(log -> nest(log, 5)))
                .containsExactly("+5 0", "+6 1", "+7 2", "+8 3", "+9 4", "+10 5");
    }

    private static void nest(InWorld.Log log, int depth) throws InterruptedException {
        if (depth > 0) {
            Thread inner =
                    Strands.start(
                            "depth " + depth,
                            () -> {
                                Thread.sleep(1);
                                nest(log, depth - 1);
                                Thread.sleep(1);
                            });
            inner.join();
        }
        log.say(depth);
    }

    @Test
    void threeHundredThreadsSleepAtOnce() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    int[] ended = new int[1];
                                    Strands.together(
                                            300,
                                            n -> {
                                                Thread.sleep(1_000 - n % 7);
                                                ended[0]++;
                                            });
                                    log.say(ended[0]);
                                }))
                .containsExactly("+1000 300");
    }

    @Test
    void namesAndPrioritiesAreKept() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Thread thread =
                                            Strands.thread(
                                                    "first",
                                                    () -> {
                                                        Thread me = Thread.currentThread();
                                                        log.say(me.getName());
                                                        me.setName("second");
                                                        Thread.sleep(1);
                                                        log.say(me.getName() + me.getPriority());
                                                    });
                                    thread.setPriority(7);
                                    thread.start();
                                    thread.join();
                                }))
                .containsExactly("+0 first", "+1 second7");
    }
}
