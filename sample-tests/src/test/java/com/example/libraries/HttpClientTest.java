package com.example.libraries;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.timeloop.junit.VirtualTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The JDK's client and server, over real sockets of this machine. */
@VirtualTime
class HttpClientTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private ExecutorService handlers;
    private HttpServer server;
    private Stopwatch watch;

    @BeforeEach
    void startServer() throws IOException {
        handlers = Executors.newFixedThreadPool(2);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(handlers);
        server.createContext("/", HttpClientTest::answersAfter200Milliseconds);
        server.start();
        watch = new Stopwatch();
    }

    @AfterEach
    void stopServer() throws InterruptedException {
        server.stop(0);
        handlers.shutdown();
        assertThat(handlers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }

    private static void answersAfter200Milliseconds(HttpExchange exchange) throws IOException {
        try (exchange) {
            Thread.sleep(200);
            exchange.sendResponseHeaders(204, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest.Builder request() {
        InetSocketAddress address = server.getAddress();
        return HttpRequest.newBuilder(
                URI.create("http://" + address.getHostString() + ":" + address.getPort()));
    }

    @Test
    void theAnswerComesWhenTheHandlerIsDone() throws Exception {
        int status = client.send(request().build(), BodyHandlers.discarding()).statusCode();

        assertThat(status).isEqualTo(204);
        assertThat(watch.elapsed()).isEqualTo(ofMillis(200));
    }

    @Test
    void oneRequestComesAfterTheOther() throws Exception {
        client.send(request().build(), BodyHandlers.discarding());
        client.send(request().build(), BodyHandlers.discarding());

        assertThat(watch.elapsed()).isEqualTo(ofMillis(400));
    }

    @Test
    void aRequestTimesOut() {
        HttpRequest hasty = request().timeout(ofMillis(150)).build();

        assertThatThrownBy(() -> client.send(hasty, BodyHandlers.discarding()))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(watch.elapsed()).isEqualTo(ofMillis(150));
    }
}
