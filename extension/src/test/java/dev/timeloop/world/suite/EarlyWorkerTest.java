package dev.timeloop.world.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** In a JVM of its own, since the agent must not be there when it begins. */
class EarlyWorkerTest {
    /** Asks for no world, so that the agent comes with the first one. */
    static class LateAgentTestCase {
        private static final LinkedBlockingQueue<Runnable> JOBS = new LinkedBlockingQueue<>();

        private static void work() {
            try {
                while (true) {
                    JOBS.take().run();
                }
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        }

        private static void sleep(InWorld.Log log) {
            try {
                Thread.sleep(1_000);
            } catch (InterruptedException end) {
                throw new IllegalStateException(end);
            }
            log.say("slept");
        }

        @Test
        void usesAWorkerThatWasIdleBefore() throws Exception {
            Thread worker = new Thread(LateAgentTestCase::work, "worker");
            worker.setDaemon(true);
            worker.start();
            while (worker.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }

            assertThat(
                            InWorld.log(
                                    log -> {
                                        CompletableFuture<Void> done = new CompletableFuture<>();
                                        JOBS.add(
                                                () -> {
                                                    sleep(log);
                                                    boolean unused = done.complete(null);
                                                });
                                        Void unused = done.join();
                                        log.say("joined");
                                    }))
                    .containsExactly("+1000 slept", "+1000 joined");
        }
    }

    @Test
    void aWorkerThatWasIdleBeforeTheAgentCameIsTakenIn() throws Exception {
        String output =
                new ForkedJvm()
                        .with("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+EnableDynamicAgentLoading")
                        .run(LateAgentTestCase.class);

        assertThat(output).contains("usesAWorkerThatWasIdleBefore() SUCCESSFUL");
    }
}
