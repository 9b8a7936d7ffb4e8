package dev.timeloop.world.monitors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import dev.timeloop.world.support.Strands;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class SynchronizedTest {
    @Test
    void strandsEnterABlockOneByOne() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Contended guarded = Contended.create(log);
                                    Strands.together(3, guarded::block);
                                }))
                .containsExactly(
                        "+0 in 0",
                        "+1000 out 0",
                        "+1000 in 1",
                        "+2000 out 1",
                        "+2000 in 2",
                        "+3000 out 2");
    }

    @Test
    void strandsEnterAMethodOneByOne() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Contended guarded = Contended.create(log);
                                    Strands.together(3, guarded::method);
                                }))
                .containsExactly(
                        "+0 in 0",
                        "+1000 out 0",
                        "+1000 in 1",
                        "+2000 out 1",
                        "+2000 in 2",
                        "+3000 out 2");
    }

    @Test
    void aSynchronizedMethodReturnsItsValue() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Contended guarded = Contended.create(log);
                                    Strands.together(
                                            3,
                                            n -> log.say(guarded.returning(n, 40 + n, 50.0 + n)));
                                }))
                .containsExactlyInAnyOrder(
                        "+0 in 0", "+1000 50", "+1000 in 1", "+1500 41", "+1500 in 2", "+2500 52");
    }

    @Test
    void anExceptionLeavesTheMonitor() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Contended guarded = Contended.create(log);
                                    Strands.together(
                                            3,
                                            n -> {
                                                try {
                                                    guarded.throwing(n);
                                                } catch (IllegalStateException e) {
                                                    log.say(e.getMessage());
                                                }
                                            });
                                }))
                .containsExactly("+1000 out 0", "+2000 boom 1", "+3000 out 2");
    }

    @Test
    void staticMethodsShareTheClassesMonitor() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Thread holder =
                                            Strands.start(
                                                    "holder",
                                                    () -> {
                                                        synchronized (Contended.type()) {
                                                            Thread.sleep(500);
                                                        }
                                                    });
                                    Thread.sleep(1);
                                    Contended guarded = Contended.create(log);
                                    Strands.together(2, guarded::shared);
                                    holder.join();
                                }))
                .containsExactly("+500 in 0", "+1500 in 1");
    }

    @Test
    void aBlockAndAMethodExcludeEachOther() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Contended guarded = Contended.create(log);
                                    Thread block = Strands.start("block", () -> guarded.block(0));
                                    Thread method =
                                            Strands.start("method", () -> guarded.method(1));
                                    block.join();
                                    method.join();
                                }))
                .containsExactly("+0 in 0", "+1000 out 0", "+1000 in 1", "+2000 out 1");
    }

    @Test
    void monitorsAreReentrant() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Object lock = new Object();
                                    Strands.together(
                                            2,
                                            n -> {
                                                synchronized (lock) {
                                                    synchronized (lock) {
                                                        Thread.sleep(10);
                                                    }
                                                    Thread.sleep(10);
                                                    log.say(n);
                                                }
                                            });
                                }))
                .containsExactly("+20 0", "+40 1");
    }

    @Test
    void nestedMonitorsAreLeftInAnyOrder() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Object outer = new Object();
                                    Object inner = new Object();
                                    Thread both =
                                            Strands.start(
                                                    "both",
                                                    () -> {
                                                        synchronized (outer) {
                                                            synchronized (inner) {
                                                                Thread.sleep(10);
                                                            }
                                                            Thread.sleep(10);
                                                        }
                                                    });
                                    Thread.sleep(1);
                                    synchronized (inner) {
                                        log.say("inner");
                                    }
                                    synchronized (outer) {
                                        log.say("outer");
                                    }
                                    both.join();
                                }))
                .containsExactly("+10 inner", "+20 outer");
    }

    @Test
    void otherMonitorsAreNotInTheWay() throws Exception {
        assertThat(
                        InWorld.log(
                                log ->
                                        Strands.together(
                                                3,
                                                n -> {
                                                    Object own = new Object();
                                                    synchronized (own) {
                                                        Thread.sleep(10);
                                                        log.say(n);
                                                    }
                                                })))
                .containsExactly("+10 0", "+10 1", "+10 2");
    }

    @Test
    void aMonitorIsHeldThroughEveryKindOfWait() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Object lock = new Object();
                                    Thread holder =
                                            Strands.start(
                                                    "holder",
                                                    () -> {
                                                        synchronized (lock) {
                                                            LockSupport.parkNanos(5_000_000);
                                                            Strands.start(
                                                                            "x",
                                                                            () -> Thread.sleep(5))
                                                                    .join();
                                                            new Semaphore(0)
                                                                    .tryAcquire(
                                                                            5,
                                                                            TimeUnit.MILLISECONDS);
                                                        }
                                                    });
                                    Thread.sleep(1);
                                    synchronized (lock) {
                                        log.say("in");
                                    }
                                    holder.join();
                                }))
                .containsExactly("+15 in");
    }

    @Test
    void theLockOfANullIsRefused() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Object nothing = null;
                                    try {
                                        synchronized (nothing) {
                                            log.say("in");
                                        }
                                    } catch (NullPointerException e) {
                                        log.say("null");
                                    }
                                }))
                .containsExactly("+0 null");
    }
}
