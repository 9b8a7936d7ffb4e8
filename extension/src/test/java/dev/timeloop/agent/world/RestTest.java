package dev.timeloop.agent.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RestTest {
    private static final CountDownLatch BEGUN = new CountDownLatch(1);

    private static final class Slow {
        static final boolean DONE = initialise();

        private static boolean initialise() {
            BEGUN.countDown();
            try {
                Thread.sleep(150);
            } catch (InterruptedException e) {
                return false;
            }
            return true;
        }
    }

    /** One that waits for another's class initialiser looks like one that gets no processor. */
    @Test
    void aThreadThatCouldRunAndGetsNoProcessorIsWaitedFor() throws InterruptedException {
        Thread initialiser = daemon(() -> assertThat(Slow.DONE).isTrue());
        assertThat(BEGUN.await(10, TimeUnit.SECONDS)).isTrue();
        Thread starved = daemon(() -> assertThat(Slow.DONE).isTrue());

        Rest.awaitOutside();

        assertThat(starved.isAlive()).isFalse();
        initialiser.join();
    }

    @Test
    void oneThatSpinsIsNotWaitedForLong() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        Thread spinner =
                daemon(
                        () -> {
                            while (end.getCount() > 0) {
                                Thread.onSpinWait();
                            }
                        });

        Rest.awaitOutside(); // or the test is timed out

        assertThat(spinner.isAlive()).isTrue();
        end.countDown();
        spinner.join();
    }

    private static Thread daemon(Runnable body) {
        Thread thread = new Thread(body);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
