package dev.timeloop.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.EventLoop;
import dev.timeloop.StuckException;
import dev.timeloop.junit.VirtualTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** What is reported of a world beside its verdicts. */
@Timeout(60)
class RemarksTest {
    private static ExecutorService server;
    private static ServerSocket socket;

    /** Answers each byte but 0 after some real time. */
    @BeforeAll
    static void serve() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server = Executors.newSingleThreadExecutor();
        server.execute(
                () -> {
                    while (!socket.isClosed()) {
                        answer();
                    }
                });
    }

    private static void answer() {
        try (Socket client = socket.accept()) {
            for (int asked = client.getInputStream().read();
                    asked >= 0;
                    asked = client.getInputStream().read()) {
                boolean unused = new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
                if (asked > 0) {
                    client.getOutputStream().write(asked);
                }
            }
        } catch (IOException | InterruptedException closed) {
            // the client went away, or all tests are over
        }
    }

    @AfterAll
    static void stop() throws IOException {
        socket.close();
        server.shutdownNow();
    }

    private static Socket connect() throws IOException {
        return new Socket(socket.getInetAddress(), socket.getLocalPort());
    }

    private static void ask(Socket client, int what) throws IOException {
        client.getOutputStream().write(what);
        assertThat(client.getInputStream().read()).isEqualTo(what);
    }

    private static String masked(String text) {
        return text.replaceAll("(\\w+\\.java):\\d+", "$1")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "HOST")
                .replaceAll("child process \\d+", "child process N")
                .replaceAll("used by thread \"[^\"]*\"", "used by thread \"main\"")
                .replaceAll("for (less than 1 ms|[\\d.]+ m?s)", "for SPAN");
    }

    // --- order ---

    @VirtualTime
    static class SlowMapTestCase {
        @Test
        void asks() throws InterruptedException {
            Map<String, String> map = new ConcurrentHashMap<>();
            Thread first =
                    new Thread(() -> map.computeIfAbsent("a", SlowMapTestCase::slowly), "first");
            Thread second =
                    new Thread(() -> map.computeIfAbsent("a", Function.identity()), "second");
            first.start();
            Thread.sleep(10);
            second.start();
            first.join();
            second.join();
        }

        private static String slowly(String key) {
            try {
                Thread.sleep(1_000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return key;
        }
    }

    @Test
    void whatWentOnInNoCertainOrderIsReportedAndPrinted() {
        Kit kit = Kit.run(SlowMapTestCase.class);
        String what =
                "A part of RemarksTest.SlowMapTestCase.asks went on in no certain order, since the"
                        + " JVM stopped what waited where no hook can see it:";
        String detour =
                "thread \"second\" waited in real time for the monitor of a"
                        + " ConcurrentHashMap.ReservationNode, held by thread \"first\", at +10 ms"
                        + " at RemarksTest.SlowMapTestCase.asks(RemarksTest.java), for SPAN";

        kit.passes(1);
        assertThat(kit.reportEntries())
                .singleElement()
                .extracting(entry -> masked(String.valueOf(entry.get("timeloop.order"))))
                .isEqualTo(what + "\n  " + detour);
        assertThat(masked(kit.standardError()))
                .isEqualTo("timeloop: " + what + " " + detour + System.lineSeparator());
    }

    // --- the clock ---

    @VirtualTime
    static class AskingTestCase {
        @Test
        void asks() throws Exception {
            try (Socket client = connect()) {
                ask(client, 1);
                Thread.sleep(10_000);
                ask(client, 2);
            }
            new ProcessBuilder("sleep", "0.1").start().waitFor();
        }
    }

    @Test
    void whatHeldTheClockIsReportedByWhomAndHowLong() {
        Kit kit = Kit.run(AskingTestCase.class);

        kit.passes(1);
        assertThat(kit.reportEntries())
                .singleElement()
                .extracting(entry -> masked(String.valueOf(entry.get("timeloop.clock"))))
                .isEqualTo(
                        """
                        The outside held the clock of RemarksTest.AskingTestCase.asks:
                          connection to HOST, used by thread "main" at RemarksTest.connect(RemarksTest.java): for SPAN of real time, between +0 s and +10 s
                          child process N, used by thread "main" at RemarksTest.AskingTestCase.asks(RemarksTest.java): for SPAN of real time, at +10 s""");
        assertThat(kit.standardError()).isEmpty();
    }

    @VirtualTime(realTimeout = "300 ms")
    static class UnansweredTestCase {
        @Test
        void asks() throws IOException {
            try (Socket client = connect()) {
                ask(client, 0);
            }
        }
    }

    @Test
    void whatHeldTheClockIsPrintedWhenTheLoopGaveTheTestUp() {
        Kit kit = Kit.run(UnansweredTestCase.class);

        assertThat(kit.failure("asks")).isInstanceOf(StuckException.class);
        assertThat(kit.reportEntries()).hasSize(1);
        assertThat(masked(kit.standardError()))
                .isEqualTo(
                        "timeloop: The outside held the clock of RemarksTest.UnansweredTestCase.asks:"
                                + " connection to HOST, used by thread \"main\" at"
                                + " RemarksTest.connect(RemarksTest.java): for SPAN of real time,"
                                + " at +0 s"
                                + System.lineSeparator());
    }

    @VirtualTime
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class SharedTestCase {
        private static Socket client;

        @BeforeAll
        static void open(EventLoop loop) throws IOException {
            client = connect();
        }

        @Test
        void a(EventLoop loop) throws IOException {
            ask(client, 1);
        }

        @Test
        void b(EventLoop loop) throws InterruptedException {
            Thread.sleep(10_000);
        }

        @Test
        void c(EventLoop loop) throws IOException {
            ask(client, 3);
            client.close();
        }
    }

    @Test
    void testsThatShareALoopAreToldOfTheirOwn() {
        Kit kit = Kit.run(SharedTestCase.class);

        kit.passes(3);
        assertThat(kit.reportEntries())
                .extracting(entry -> masked(String.valueOf(entry.get("timeloop.clock"))))
                .map(text -> text.substring(text.lastIndexOf(',')))
                .startsWith(", at +0 s")
                .endsWith(", at +10 s");
    }

    @VirtualTime
    static class PlainTestCase {
        @Test
        void sleeps() throws InterruptedException {
            Thread.sleep(10_000);
        }
    }

    @Test
    void aTestThatStaysWithinItsWorldHasNoReport() {
        Kit kit = Kit.run(PlainTestCase.class);

        assertThat(kit.reportEntries()).isEmpty();
        assertThat(kit.standardError()).isEmpty();
    }
}
