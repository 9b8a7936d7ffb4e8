package dev.timeloop.behaviour.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.Task;
import dev.timeloop.behaviour.LoopTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rule 5: futures complete their dependents in the JDK's order. */
class DependentsTest extends LoopTest {
    private final List<String> log = new ArrayList<>();

    @Test
    void theLastRegisteredRunsFirst() {
        Task<String> task = loop.task("task");
        task.thenRun(() -> log.add("first"));
        task.thenRun(() -> log.add("second"));

        task.complete("x");

        assertThat(log).containsExactly("second", "first");
    }

    @Test
    void theDependentsOfDependentsRunTheOldestFirst() {
        Task<String> task = loop.task("task");
        Task<String> stage = task.thenApply(v -> v);
        stage.thenRun(() -> log.add("first of the stage"));
        stage.thenRun(() -> log.add("second of the stage"));

        task.complete("x");

        assertThat(log).containsExactly("first of the stage", "second of the stage");
    }

    @Test
    void whatIsRegisteredOnATaskThatIsDoneRunsAtOnce() {
        Task<String> task = loop.task("task");
        task.complete("x");

        task.thenAccept(log::add);

        assertThat(log).containsExactly("x");
    }

    @ParameterizedTest
    @EnumSource
    void anyProgramDoesWhatItDoesWithTheJdksFutures(Program.Kind kind) {
        for (long seed = 0; seed < 1_000; seed++) {
            List<String> jdks = new Program(seed, kind, CompletableFuture::new).run();

            List<String> ours = new Program(seed, kind, () -> loop.task("root")).run();

            assertThat(ours).as("seed %d", seed).isEqualTo(jdks);
        }
        loop.finish();
    }

    @Test
    void theSameProgramInACallbackAndInABodyDoesTheSame() {
        for (long seed = 0; seed < 300; seed++) {
            List<String> jdks = new Program(seed, Program.Kind.WIDE, CompletableFuture::new).run();
            Program inACallback = new Program(seed, Program.Kind.WIDE, () -> loop.task("root"));
            Program inABody = new Program(seed, Program.Kind.WIDE, () -> loop.task("root"));
            Task<List<String>> callback = loop.task("callback");

            loop.callSoon(() -> callback.complete(inACallback.run()));
            Task<List<String>> body = loop.start("body", inABody::run);
            loop.settle();

            assertThat(callback.result()).as("seed %d", seed).isEqualTo(jdks);
            assertThat(body.result()).as("seed %d", seed).isEqualTo(jdks);
        }
        loop.finish();
    }

    @Test
    void asyncStagesAreJobsInTheOrderOfTheirRelease() {
        Task<String> task = loop.task("task");
        task.thenRunAsync(() -> log.add("first"));
        task.thenRunAsync(() -> log.add("second"), loop.executor("other"));
        task.complete("x");
        assertThat(log).isEmpty();

        loop.settle();

        assertThat(log).containsExactly("second", "first");
    }

    @Test
    void stagesOfATimeoutRunAtItsInstant() {
        loop.task("task")
                .orTimeout(2, TimeUnit.SECONDS)
                .exceptionally(
                        e -> {
                            log.add(e.getMessage() + ", at " + loop.elapsed());
                            return null;
                        });

        loop.runUntilIdle();

        assertThat(log).containsExactly("Task \"task\" was not done within 2 s, at PT2S");
    }
}
