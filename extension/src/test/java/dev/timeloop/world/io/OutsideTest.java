package dev.timeloop.world.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.agent.io.IoPolicy;
import dev.timeloop.agent.io.OutsideIoError;
import dev.timeloop.world.support.InWorld;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OutsideTest {
    @BeforeAll
    static void prepare() {
        Outsiders.prepare();
    }

    @Test
    void timeStandsStillWhileTheOutsideAnswers() throws Exception {
        try (OutsideServer server = new OutsideServer(50)) {
            assertThat(
                            InWorld.log(
                                    log -> {
                                        ScheduledExecutorService timer =
                                                Executors.newScheduledThreadPool(1);
                                        timer.schedule(
                                                () -> log.say("timer"), 10, TimeUnit.MILLISECONDS);
                                        HttpClient client = HttpClient.newHttpClient();
                                        log.say(get(client, server));
                                        log.say(get(client, server));
                                        Thread.sleep(10_000);
                                        log.say("slept");
                                        timer.shutdown();
                                    }))
                    .containsExactly("+0 outside", "+0 outside", "+10 timer", "+10000 slept");
        }
    }

    @Test
    void aTimeOutBelowTheRealLatencyDoesNotCome() throws Exception {
        try (OutsideServer server = new OutsideServer(50)) {
            assertThat(
                            InWorld.log(
                                    log -> {
                                        URL address = URI.create(server.address()).toURL();
                                        HttpURLConnection call =
                                                (HttpURLConnection) address.openConnection();
                                        call.setReadTimeout(20);
                                        call.setConnectTimeout(20);
                                        log.say(Bytes.text(call.getInputStream().readAllBytes()));
                                        Thread.sleep(10_000);
                                        log.say("slept");
                                    }))
                    .containsExactly("+0 outside", "+10000 slept");
        }
    }

    @Test
    void aCallerFromOutsideIsServed() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ServerSocket listener = Bytes.listen();
                                    Outsiders.run(() -> callTwice(listener));
                                    Socket socket = listener.accept();
                                    log.say(Bytes.read(socket.getInputStream()));
                                    Thread.sleep(500);
                                    socket.getOutputStream().write(Bytes.of("ok"));
                                    log.say(Bytes.read(socket.getInputStream()));
                                    socket.close();
                                    listener.close();
                                }))
                .containsExactly("+0 one", "+500 two");
    }

    @Test
    void theOutsideCanBeForbidden() throws Exception {
        try (OutsideServer server = new OutsideServer(0)) {
            assertThatThrownBy(
                            () ->
                                    InWorld.once(
                                            IoPolicy.FAIL,
                                            log -> {
                                                try {
                                                    new Socket(
                                                                    InetAddress
                                                                            .getLoopbackAddress(),
                                                                    server.port())
                                                            .close();
                                                } catch (OutsideIoError swallowed) {
                                                    log.say("swallowed");
                                                }
                                            }))
                    .isInstanceOf(OutsideIoError.class)
                    .hasMessageStartingWith(
                            "A connection to localhost/127.0.0.1:"
                                    + server.port()
                                    + " was opened, which is outside the world of this test.")
                    .satisfies(
                            error ->
                                    assertThat(error.getStackTrace())
                                            .anyMatch(
                                                    frame ->
                                                            frame.getClassName()
                                                                    .startsWith(
                                                                            OutsideTest.class
                                                                                    .getName())));
        }
    }

    @Test
    void whatStaysWithinIsNeverForbidden() throws Exception {
        assertThat(
                        InWorld.once(
                                IoPolicy.FAIL,
                                log -> {
                                    ServerSocket listener = Bytes.listen();
                                    Socket client =
                                            new Socket(
                                                    listener.getInetAddress(),
                                                    listener.getLocalPort());
                                    Socket server = listener.accept();
                                    server.getOutputStream().write(Bytes.of("within"));
                                    log.say(Bytes.read(client.getInputStream()));
                                    client.close();
                                    server.close();
                                    listener.close();
                                }))
                .containsExactly("+0 within");
    }

    private static void callTwice(ServerSocket listener) throws Exception {
        try (Socket socket = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
            socket.getOutputStream().write(Bytes.of("one"));
            String unused = Bytes.read(socket.getInputStream());
            socket.getOutputStream().write(Bytes.of("two"));
            unused = Bytes.read(socket.getInputStream());
        }
    }

    private static String get(HttpClient client, OutsideServer server) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.address()))
                        .timeout(Duration.ofMillis(20))
                        .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }
}
