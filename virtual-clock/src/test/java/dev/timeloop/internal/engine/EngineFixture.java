package dev.timeloop.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/** An engine whose events write down when they ran. */
abstract class EngineFixture {
    static final long MOST_STEPS = 1_000;
    static final long MOST_NANOS = 1_000_000;

    final List<Throwable> uncaught = new ArrayList<>();
    final List<String> log = new ArrayList<>();
    final Engine engine =
            new Engine(
                    StrandThreads.best(),
                    new Limits(MOST_STEPS, MOST_NANOS, TimeUnit.SECONDS.toNanos(30)),
                    uncaught::add);

    @AfterEach
    void retire() {
        engine.retire();
    }

    class Step extends TimedEvent {
        final String name;
        private final boolean needsStrand;

        Step(String name, boolean needsStrand) {
            this.name = name;
            this.needsStrand = needsStrand;
        }

        @Override
        public void fire() {
            log.add(name + " at " + engine.now());
        }

        @Override
        public boolean needsStrand() {
            return needsStrand;
        }

        @Override
        public String describe() {
            return "step " + name;
        }
    }

    Step callback(String name) {
        return new Step(name, false);
    }

    Step job(String name, Runnable body) {
        return new Step(name, true) {
            @Override
            public void fire() {
                body.run();
            }
        };
    }

    record Resting(boolean isInterruptible) implements Wait {
        @Override
        public String describe() {
            return "resting";
        }
    }

    void restUntil(long due) {
        try {
            engine.block(new Resting(true), due);
        } catch (InterruptedException e) {
            log.add("interrupted at " + engine.now());
        } catch (CancellationException e) {
            log.add("cancelled at " + engine.now());
        }
    }
}
