package dev.timeloop.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.internal.timer.TimerHeap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How a strand blocks, and what ends that. */
class EngineBlockingTest extends EngineFixture {
    @Test
    void ofAStrandEndsAtItsInstant() {
        engine.ready(
                job(
                        "sleeper",
                        () -> {
                            restUntil(5);
                            log.add("awake at " + engine.now());
                        }));
        engine.runUntilIdle();

        assertThat(log).containsExactly("awake at 5");
    }

    @Test
    void ofTheBodyLetsTimeJump() throws Exception {
        assertThat(engine.block(new Resting(true), 5)).isNull();

        assertThat(engine.now()).isEqualTo(5);
    }

    @Test
    void endsWhenTheStrandIsWoken() {
        Strand[] strand = new Strand[1];
        engine.ready(
                job(
                        "waiter",
                        () -> {
                            strand[0] = engine.running();
                            restUntil(TimerHeap.NEVER);
                            log.add("awake at " + engine.now());
                        }));
        engine.settle();
        assertThat(engine.blockedStrands()).containsExactly(strand[0]);
        engine.advanceTo(3);
        engine.wake(strand[0]);
        engine.wake(strand[0]);
        engine.settle();

        assertThat(log).containsExactly("awake at 3");
        assertThat(engine.blockedStrands()).isEmpty();
    }

    @Test
    void takesItsTimerWithItWhenTheStrandIsWoken() {
        Strand[] strand = new Strand[1];
        engine.ready(
                job(
                        "waiter",
                        () -> {
                            strand[0] = engine.running();
                            restUntil(1_000);
                        }));
        engine.settle();
        engine.wake(strand[0]);
        engine.runUntilIdle();

        assertThat(engine.now()).isZero();
    }

    @Test
    void endsByACancellation() {
        Strand[] strand = new Strand[1];
        engine.ready(
                job(
                        "waiter",
                        () -> {
                            strand[0] = engine.running();
                            restUntil(1_000);
                        }));
        engine.advanceTo(3);
        engine.cancel(strand[0], new CancellationException());
        engine.settle();

        assertThat(log).containsExactly("cancelled at 3");
    }

    @Test
    void endsByAnInterrupt() {
        Strand[] strand = new Strand[1];
        engine.ready(
                job(
                        "waiter",
                        () -> {
                            strand[0] = engine.running();
                            restUntil(1_000);
                        }));
        engine.advanceTo(3);
        engine.interrupt(strand[0]);
        engine.settle();

        assertThat(log).containsExactly("interrupted at 3");
    }

    @Test
    void keepsAnInterruptForLaterWhenItIsNotInterruptible() {
        Strand[] strand = new Strand[1];
        engine.ready(
                job(
                        "waiter",
                        () -> {
                            strand[0] = engine.running();
                            try {
                                engine.block(new Resting(false), 10);
                            } catch (InterruptedException e) {
                                throw new AssertionError(e);
                            }
                            log.add("flag " + Thread.currentThread().isInterrupted());
                        }));
        engine.advanceTo(3);
        engine.interrupt(strand[0]);
        engine.runUntilIdle();

        assertThat(log).containsExactly("flag true");
    }

    /** As one that is in {@code Object.wait}, while another has the monitor and sleeps. */
    @Test
    void timeMovesWhileWhoIsInterruptedCanNotGoOnYet() {
        Engine engine =
                new Engine(
                        StrandThreads.platform(),
                        new Limits(MOST_STEPS, MOST_NANOS, TimeUnit.SECONDS.toNanos(30)),
                        uncaught::add);
        Thread[] waiter = new Thread[1];
        boolean[] mayResume = {false};
        Wait wait =
                new Wait() {
                    @Override
                    public String describe() {
                        return "waiting";
                    }

                    @Override
                    public boolean mayResume() {
                        return mayResume[0];
                    }
                };
        engine.ready(
                job(
                        "waiter",
                        () -> {
                            waiter[0] = Thread.currentThread();
                            try {
                                engine.block(wait, TimerHeap.NEVER);
                            } catch (InterruptedException e) {
                                log.add("interrupted at " + engine.now());
                            }
                        }));
        engine.ready(
                job(
                        "holder",
                        () -> {
                            waiter[0].interrupt();
                            sleep(engine, 7);
                            mayResume[0] = true;
                            sleep(engine, 9);
                        }));

        assertThat(engine.runUntilIdle()).isNull();
        assertThat(log).containsExactly("interrupted at 7");
        engine.retire();
    }

    private static void sleep(Engine engine, long due) {
        try {
            engine.block(new Resting(true), due);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
