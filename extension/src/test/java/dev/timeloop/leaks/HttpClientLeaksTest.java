package dev.timeloop.leaks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.LooseEnd;
import dev.timeloop.LooseEnd.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Futures that the JDK's HttpClient makes for itself, and one that it hands out. */
class HttpClientLeaksTest {
    private static final long POLL_NANOS = 1_000_000;
    private static final int MOST_POLLS = 20_000;

    private final HttpClient client = HttpClient.newHttpClient();

    private CompletableFuture<HttpResponse<String>> refused() throws IOException {
        URI nobody = URI.create("http://127.0.0.1:" + freePort());
        return client.sendAsync(HttpRequest.newBuilder(nobody).build(), BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return closed.getLocalPort();
        }
    }

    /** Without looking at its outcome. */
    private static void await(CompletableFuture<?> future) {
        for (int i = 0; !future.isDone(); i++) {
            assertThat(i).isLessThan(MOST_POLLS);
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    @Test
    void aFailedRequestThatNobodyLooksAtIsFound() throws Exception {
        List<LooseEnd> found = Observed.after(() -> await(refused()));

        assertThat(found).hasSize(1);
        assertThat(found.get(0).kind()).isEqualTo(Kind.UNRETRIEVED_FAILURE);
        assertThat(found.get(0).failure()).isInstanceOf(ConnectException.class);
        assertThat(found.get(0).madeAt().get(0).getMethodName()).isEqualTo("refused");
    }

    @Test
    void soIsOneWhoseStagesNobodyLooksAt() throws Exception {
        List<LooseEnd> found =
                Observed.after(
                        () -> await(refused().thenApply(HttpResponse::body).thenAccept(s -> {})));

        assertThat(found).hasSize(1);
        assertThat(found.get(0).kind()).isEqualTo(Kind.UNRETRIEVED_FAILURE);
    }

    @Test
    void oneThatIsAskedIsNone() throws Exception {
        List<LooseEnd> found =
                Observed.after(
                        () -> {
                            CompletableFuture<?> answer = refused();
                            assertThatThrownBy(answer::get).isInstanceOf(ExecutionException.class);
                        });

        assertThat(found).isEmpty();
    }

    @Test
    void oneThatIsHandledIsNone() throws Exception {
        List<LooseEnd> found =
                Observed.after(
                        () ->
                                await(
                                        refused()
                                                .thenApply(HttpResponse::body)
                                                .exceptionally(e -> "")));

        assertThat(found).isEmpty();
    }

    @Test
    void oneThatIsSentWithoutAFutureIsNone() throws Exception {
        List<LooseEnd> found =
                Observed.after(
                        () -> {
                            URI nobody = URI.create("http://127.0.0.1:" + freePort());
                            HttpRequest request = HttpRequest.newBuilder(nobody).build();
                            assertThatThrownBy(
                                            () -> client.send(request, BodyHandlers.discarding()))
                                    .isInstanceOf(ConnectException.class);
                        });

        assertThat(found).isEmpty();
    }
}
