package dev.timeloop.tck.executor;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.tck.executor.Program.Cancel;
import dev.timeloop.tck.executor.Program.Shutdown;
import dev.timeloop.tck.executor.Program.Step;
import dev.timeloop.tck.executor.Program.Submit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Made-up programs do on the loop what they do in the {@link Model}. */
class RandomProgramTest extends OnTheLoop {
    private static final int PROGRAMS = 100;

    /** So coarse that many things fall on one instant, and their order is the loop's. */
    private static final long COARSE = 1;

    /** So fine that no two things fall on one instant by chance. */
    private static final long FINE = 1_000_000_000;

    @ParameterizedTest
    @ValueSource(longs = {COARSE, FINE})
    void withoutALimit(long grain) {
        for (int seed = 0; seed < PROGRAMS; seed++) {
            compare(seed, Program.random(new Random(seed), Integer.MAX_VALUE, grain), 100 * grain);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void withALimit(int limit) {
        for (int seed = 0; seed < PROGRAMS; seed++) {
            compare(seed, Program.random(new Random(seed), limit, FINE), 100 * FINE);
        }
    }

    private void compare(int seed, Program program, long after) {
        long horizon = program.end() + after;

        assertThat(new Rehearsal(program).transcript(horizon))
                .as("seed %d: %s", seed, program)
                .isEqualTo(Model.transcript(program, horizon));
    }

    /** A program on a loop of its own. */
    private final class Rehearsal {
        private final Program program;
        private final EventLoop stage = threads.builder().build();
        private final ScheduledExecutorService cast;
        private final List<Future<?>> futures = new ArrayList<>();
        private final List<String> transcript = new ArrayList<>();

        Rehearsal(Program program) {
            this.program = program;
            cast = stage.executor("cast", program.limit());
        }

        List<String> transcript(long horizon) {
            for (Step step : program.steps()) {
                stage.advance(Duration.ofNanos(step.at()).minus(stage.elapsed()));
                perform(step);
            }
            stage.advance(Duration.ofNanos(horizon).minus(stage.elapsed()));
            for (int id = 0; id < futures.size(); id++) {
                transcript.add(id + " is " + outcome(futures.get(id)));
            }
            List<String> whole = List.copyOf(transcript);
            stage.finish();
            stage.close();
            return whole;
        }

        private void perform(Step step) {
            if (step instanceof Submit job) {
                futures.add(submit(job));
            } else if (step instanceof Cancel cancel) {
                Future<?> future = futures.get(cancel.id());
                if (future != null) {
                    future.cancel(cancel.mayInterrupt());
                }
            } else if (step instanceof Shutdown) {
                cast.shutdown();
            }
        }

        private Future<?> submit(Submit job) {
            Runnable body = body(job);
            try {
                return switch (job.way()) {
                    case ONCE ->
                            job.delay() == 0
                                    ? cast.submit(body)
                                    : cast.schedule(body, job.delay(), NANOSECONDS);
                    case FIXED_RATE ->
                            cast.scheduleAtFixedRate(body, job.delay(), job.period(), NANOSECONDS);
                    case FIXED_DELAY ->
                            cast.scheduleWithFixedDelay(
                                    body, job.delay(), job.period(), NANOSECONDS);
                };
            } catch (RejectedExecutionException rejected) {
                return null;
            }
        }

        private Runnable body(Submit job) {
            int[] runs = {0};
            return () -> {
                runs[0]++;
                note(job, "begins");
                try {
                    rest(job.duration());
                    note(job, "ends");
                } catch (InterruptedException interrupted) {
                    note(job, "interrupted");
                }
                if (runs[0] == job.fails()) {
                    throw new IllegalStateException("in run " + runs[0]);
                }
            };
        }

        private void rest(long nanos) throws InterruptedException {
            if (nanos > 0) {
                stage.sleep(Duration.ofNanos(nanos));
            }
        }

        private void note(Submit job, String what) {
            transcript.add(job.id() + " " + what + " @" + stage.elapsed().toNanos());
        }

        private String outcome(Future<?> future) {
            if (future == null) {
                return "rejected";
            }
            if (!future.isDone()) {
                return "pending";
            }
            if (future.isCancelled()) {
                return "cancelled";
            }
            try {
                future.get();
                return "succeeded";
            } catch (ExecutionException failed) {
                return "failed";
            } catch (InterruptedException unexpected) {
                throw new AssertionError(unexpected);
            }
        }
    }
}
