package dev.timeloop.world.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.timeloop.world.support.InWorld;
import dev.timeloop.world.support.InWorld.Log;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class HttpTest {
    @Test
    void requestsTakeWhatTheirHandlersSleep() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ExecutorService handlers = Executors.newFixedThreadPool(4);
                                    HttpServer server = start(log, handlers);
                                    HttpClient client = HttpClient.newHttpClient();
                                    log.say(get(client, server, 200, 0));
                                    log.say(get(client, server, 200, 0));
                                    server.stop(0);
                                    handlers.shutdownNow();
                                }))
                .containsExactly(
                        "+0 begin 200", "+200 slept 200", "+200 begin 200", "+400 slept 200");
    }

    @Test
    void aTimeOutComesAtItsInstant() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    ExecutorService handlers = Executors.newFixedThreadPool(4);
                                    HttpServer server = start(log, handlers);
                                    HttpClient client = HttpClient.newHttpClient();
                                    try {
                                        log.say(get(client, server, 3_000, 800));
                                    } catch (HttpTimeoutException e) {
                                        log.say("time-out");
                                    }
                                    log.say(get(client, server, 100, 800));
                                    Thread.sleep(5_000);
                                    server.stop(0);
                                    handlers.shutdownNow();
                                }))
                .containsExactly(
                        "+0 begin 3000", "+800 time-out", "+800 begin 100", "+900 slept 100");
    }

    @Test
    void requestsAtOnceAreAnsweredAtTheirInstants() throws Exception {
        List<String> lines =
                InWorld.log(
                        log -> {
                            ExecutorService handlers = Executors.newFixedThreadPool(8);
                            HttpServer server = start(log, handlers);
                            HttpClient client = HttpClient.newHttpClient();
                            List<CompletableFuture<Void>> answers = new ArrayList<>();
                            for (int i = 1; i <= 8; i++) {
                                answers.add(
                                        client.sendAsync(
                                                        request(server, i * 100L, 0),
                                                        BodyHandlers.ofString())
                                                .thenAccept(answer -> log.say(answer.body())));
                            }
                            for (CompletableFuture<Void> answer : answers) {
                                answer.join();
                            }
                            server.stop(0);
                            handlers.shutdownNow();
                        });
        assertThat(lines.subList(8, 16))
                .containsExactly(
                        "+100 slept 100",
                        "+200 slept 200",
                        "+300 slept 300",
                        "+400 slept 400",
                        "+500 slept 500",
                        "+600 slept 600",
                        "+700 slept 700",
                        "+800 slept 800");
    }

    private static HttpServer start(Log log, ExecutorService handlers) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(handlers);
        server.createContext(
                "/",
                exchange -> {
                    long millis = Long.parseLong(exchange.getRequestURI().getPath().substring(1));
                    log.say("begin " + millis);
                    try {
                        Thread.sleep(millis);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    byte[] answer = ("slept " + millis).getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static String get(HttpClient client, HttpServer server, long sleep, long limit)
            throws IOException, InterruptedException {
        return client.send(request(server, sleep, limit), BodyHandlers.ofString()).body();
    }

    private static HttpRequest request(HttpServer server, long sleep, long limit) {
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/" + sleep;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
        return (limit > 0 ? request.timeout(Duration.ofMillis(limit)) : request).build();
    }
}
