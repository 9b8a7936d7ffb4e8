package dev.timeloop.world.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the configuration makes of tests that ask a server outside. */
@Timeout(120)
class IoPolicyTest {
    private static final ExecutorService SERVER = Executors.newSingleThreadExecutor();
    private static ServerSocket socket;

    @BeforeAll
    static void serve() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        SERVER.execute(
                () -> {
                    while (!socket.isClosed()) {
                        answer();
                    }
                });
    }

    private static void answer() {
        try (Socket client = socket.accept()) {
            client.getOutputStream().write(client.getInputStream().read() + 1);
        } catch (IOException closed) {
            // the client went away, or all tests are over
        }
    }

    @AfterAll
    static void stop() throws IOException {
        socket.close();
        SERVER.shutdown();
    }

    static class AskingTestCase {
        @Test
        void asks() throws IOException {
            try (Socket client = new Socket(socket.getInetAddress(), socket.getLocalPort())) {
                client.getOutputStream().write(7);
                assertThat(client.getInputStream().read()).isEqualTo(8);
            }
            assertThat(Instant.now()).isEqualTo(Code.START);
        }
    }

    @Test
    void holdsTheClockUnlessTold() {
        Suite.passes(1, AskingTestCase.class);
        Suite.passes(1, AskingTestCase.class, "timeloop.io", "freeze");
    }

    @Test
    void failsTheTestWhenTold() {
        assertThat(Suite.failures(AskingTestCase.class, "timeloop.io", "FAIL"))
                .singleElement()
                .asString()
                .startsWith("asks(): ")
                .contains("timeloop.io = fail forbids that");
    }
}
