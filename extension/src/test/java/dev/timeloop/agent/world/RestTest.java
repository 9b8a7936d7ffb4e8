package dev.timeloop.agent.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
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

    private static final CountDownLatch ENDLESS_BEGUN = new CountDownLatch(1);
    private static final CountDownLatch END = new CountDownLatch(1);

    private static final class Endless {
        static final boolean DONE = initialise();

        private static boolean initialise() {
            ENDLESS_BEGUN.countDown();
            try {
                END.await();
            } catch (InterruptedException e) {
                return false;
            }
            return true;
        }
    }

    /** Else its classes are loaded where they can't be any more when it comes. */
    @BeforeAll
    static void installTheAgentFirst() throws Exception {
        List<String> unused = InWorld.once(log -> log.say("installed"));
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

    /** It stands there until the test ends, and looks as if it got no processor. */
    @Test
    void aThreadThatWasWaitedForInVainIsWaitedForOnlyOnce() throws InterruptedException {
        Thread initialiser = daemon(() -> assertThat(Endless.DONE).isTrue());
        assertThat(ENDLESS_BEGUN.await(10, TimeUnit.SECONDS)).isTrue();
        Thread standing = daemon(() -> assertThat(Endless.DONE).isTrue());

        Rest.awaitOutside();

        assertThat(Standstill.isIn(standing)).isTrue();
        END.countDown();
        standing.join();
        initialiser.join();
        assertThat(Standstill.isIn(standing)).isFalse();
    }

    @Test
    void oneThatWaitsForInputIsAtRestUntilThatComes() throws Exception {
        CountDownLatch isServed = new CountDownLatch(1);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread acceptor =
                    daemon(
                            () -> {
                                try {
                                    server.accept().close();
                                    isServed.countDown();
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });

            while (!Standstill.isIn(acceptor)) { // bounded by the test's time-out
                Rest.awaitOutside();
            }

            try (Socket client =
                    new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
                assertThat(client.isConnected()).isTrue();
                assertThat(isServed.await(10, TimeUnit.SECONDS)).isTrue();
                assertThat(Standstill.isIn(acceptor)).isFalse();
            }
        }
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
