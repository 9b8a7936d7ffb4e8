package dev.timeloop.world.pools;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.timeloop.world.support.InWorld;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Threads made elsewhere that wait at a selector until they are woken. */
class SelectorThreadsTest {
    /** A thread that waits at its selector already can't be told from others. */
    @BeforeAll
    static void installTheAgentFirst() throws Exception {
        List<String> unused = InWorld.once(log -> log.say("installed"));
    }

    @Test
    void aClientMadeElsewhereLivesOnTheTimeOfWhoeverUsesIt() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        Visits.of(
                        200,
                        (unit, log) -> {
                            ExecutorService handlers = Executors.newFixedThreadPool(2);
                            HttpServer server = start(unit, handlers);
                            log.say(get(client, server, 1, 0));
                            log.say(get(client, server, 2, 0));
                            server.stop(0);
                            handlers.shutdownNow();
                        })
                .expect("+200 slept 1", "+600 slept 2");
    }

    @Test
    void itsTimeOutsComeAtTheirInstants() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        Visits.of(
                        200,
                        (unit, log) -> {
                            ExecutorService handlers = Executors.newFixedThreadPool(2);
                            HttpServer server = start(unit, handlers);
                            try { // long enough for a busy machine, and cut short by the end
                                log.say(get(client, server, 200, 4 * unit));
                            } catch (HttpTimeoutException e) {
                                log.say("time-out");
                            }
                            log.say(get(client, server, 1, 400 * unit));
                            server.stop(0);
                            handlers.shutdownNow();
                        })
                .expect("+800 time-out", "+1000 slept 1");
    }

    @Test
    void aLoopOfOnesOwnRunsItsTimersOnTheTimeOfWhoeverWakesIt() throws Exception {
        Selector selector = Selector.open();
        Queue<Runnable> jobs = new ConcurrentLinkedQueue<>();
        ownLoop(selector, jobs).start();
        Visits.of(
                        300,
                        (unit, log) -> {
                            for (int i = 1; i <= 2; i++) {
                                done(selector, jobs, unit, log);
                            }
                        })
                .expect("+300 own loop", "+600 own loop");
        selector.close();
    }

    @Test
    void aLoopThatOneTestLeftRunsOnTheTimeOfTheNext() throws Exception {
        Selector selector = Selector.open();
        Queue<Runnable> jobs = new ConcurrentLinkedQueue<>();
        List<String> first =
                InWorld.once(
                        log -> {
                            ownLoop(selector, jobs).start();
                            done(selector, jobs, 200, log::say);
                        });

        assertThat(first).containsExactly("+200 own loop");
        assertThat(InWorld.once(log -> done(selector, jobs, 300, log::say)))
                .containsExactly("+300 own loop");
        selector.close();
    }

    /** It would take the work of the world in real time, as nobody has to wake it. */
    @Test
    void aLoopThatIsNotBackAtItsSelectorIsWaitedFor() throws Exception {
        Selector selector = Selector.open();
        Queue<Runnable> jobs = new ConcurrentLinkedQueue<>();
        CountDownLatch isBusy = new CountDownLatch(1);
        jobs.add(
                () -> {
                    isBusy.countDown();
                    Visits.sleep(200);
                });
        ownLoop(selector, jobs).start();
        selector.wakeup();
        assertThat(isBusy.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(InWorld.once(log -> done(selector, jobs, 300, log::say)))
                .containsExactly("+300 own loop");
        selector.close();
    }

    private static Thread ownLoop(Selector selector, Queue<Runnable> jobs) {
        Thread loop =
                new Thread(
                        () -> {
                            while (selector.isOpen()) {
                                try {
                                    int unused = selector.select(3_600_000);
                                } catch (IOException e) {
                                    return;
                                }
                                boolean unused = Thread.interrupted();
                                for (Runnable job; (job = jobs.poll()) != null; ) {
                                    job.run();
                                }
                            }
                        },
                        "own loop");
        loop.setDaemon(true);
        return loop;
    }

    private static void done(Selector selector, Queue<Runnable> jobs, long unit, Visits.Say log)
            throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        jobs.add(
                () -> {
                    Visits.sleep(unit);
                    log.say(Thread.currentThread().getName());
                    done.complete(null);
                });
        selector.wakeup();
        done.get();
    }

    private static HttpServer start(long unit, ExecutorService handlers) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    int units = Integer.parseInt(exchange.getRequestURI().getQuery());
                    Visits.sleep(units * unit);
                    byte[] body = ("slept " + units).getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.setExecutor(handlers);
        server.start();
        return server;
    }

    private static String get(HttpClient client, HttpServer server, int units, long timeoutMillis)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                        URI.create(
                                "http://localhost:"
                                        + server.getAddress().getPort()
                                        + "/?"
                                        + units));
        if (timeoutMillis > 0) {
            request.timeout(Duration.ofMillis(timeoutMillis));
        }
        return client.send(request.build(), BodyHandlers.ofString()).body();
    }
}
