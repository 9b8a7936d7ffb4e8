package com.example.libraries;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.after;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.timeloop.junit.VirtualTime;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mock;
import org.mockito.MockedStatic;
import org.mockito.exceptions.base.MockitoAssertionError;
import org.mockito.junit.jupiter.MockitoExtension;

/** Mocks and spies live in virtual time, and so does Mockito's own waiting. */
@VirtualTime
@ExtendWith(MockitoExtension.class)
class MockitoTest {
    private final Stopwatch watch = new Stopwatch();

    @Mock private Mailer mailer;

    /** Final, with a static method: Mockito has to rewrite it. */
    static final class Mailer {
        synchronized String send(String letter) throws InterruptedException {
            Thread.sleep(1_000);
            return letter + " sent";
        }

        static String greeting() {
            return "Dear Sir or Madam";
        }
    }

    @Test
    void anAnswerMayTakeADay() throws InterruptedException {
        when(mailer.send("hello"))
                .thenAnswer(
                        call -> {
                            Thread.sleep(86_400_000);
                            return "late";
                        });

        assertThat(send(mailer, "hello")).isEqualTo("late");
        assertThat(watch.elapsed()).isEqualTo(ofDays(1));
    }

    @Test
    void verificationWaitsForACall() throws InterruptedException {
        sendAfter(295);

        verify(mailer, timeout(500)).send("hello");
        assertThat(watch.elapsed()).isEqualTo(ofMillis(300)); // it looks each 10 ms
    }

    @Test
    void verificationMayWaitInAnyCase() throws InterruptedException {
        CompletableFuture<String> sent = sendAfter(600);

        verify(mailer, after(500).never()).send("hello");
        assertThat(watch.elapsed()).isEqualTo(ofMillis(501)); // it reads the clock until then
        sent.join();
    }

    @Test
    void verificationGivesUp() throws InterruptedException {
        CompletableFuture<String> sent = sendAfter(3_600_000);

        assertThatThrownBy(() -> verify(mailer, timeout(500)).send("hello"))
                .isInstanceOf(MockitoAssertionError.class);
        assertThat(watch.elapsed()).isEqualTo(ofMillis(510)); // 500 is not too late
        sent.join();
    }

    private CompletableFuture<String> sendAfter(long millis) {
        return CompletableFuture.supplyAsync(
                () -> send(mailer, "hello"),
                CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
    }

    private static String send(Mailer mailer, String letter) {
        try {
            return mailer.send(letter);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSpyIsAsExclusiveAsTheRealOne() throws InterruptedException {
        Mailer spied = spy(new Mailer());
        doReturn("lost").when(spied).send("c");

        CompletableFuture<String> a = CompletableFuture.supplyAsync(() -> send(spied, "a"));
        CompletableFuture<String> b = CompletableFuture.supplyAsync(() -> send(spied, "b"));

        assertThat(spied.send("c")).isEqualTo("lost");
        assertThat(watch.elapsed()).isZero();
        assertThat(a.join() + ", " + b.join()).isEqualTo("a sent, b sent");
        assertThat(watch.elapsed()).isEqualTo(ofSeconds(2));
        verify(spied).send("a");
    }

    @Test
    void aStaticMethodIsMockedForItsThread() throws Exception {
        try (MockedStatic<Mailer> mocked = mockStatic(Mailer.class)) {
            mocked.when(Mailer::greeting)
                    .thenAnswer(
                            call -> {
                                Thread.sleep(500);
                                return "Hi";
                            });

            assertThat(Mailer.greeting()).isEqualTo("Hi");
            assertThat(onAnotherThread(Mailer::greeting)).isEqualTo("Dear Sir or Madam");
        }
        assertThat(Mailer.greeting()).isEqualTo("Dear Sir or Madam");
        assertThat(watch.elapsed()).isEqualTo(ofMillis(500));
    }

    private static String onAnotherThread(Callable<String> call) throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            return executor.submit(call).get();
        } finally {
            executor.shutdown();
        }
    }

    @Test
    @SuppressWarnings("ReturnValueIgnored") // it is the mock that wants the call
    void theClockItselfIsMocked() throws InterruptedException {
        Instant start = Instant.now();
        try (MockedStatic<Instant> mocked = mockStatic(Instant.class)) {
            mocked.when(Instant::now).thenReturn(Instant.EPOCH);
            assertThat(Instant.now()).isEqualTo(Instant.EPOCH);
            Thread.sleep(1_000);
        }
        assertThat(Instant.now()).isEqualTo(start.plusSeconds(1));
    }

    @Test
    void aClockIsMocked() throws InterruptedException {
        Clock ahead = mock();
        when(ahead.instant()).thenAnswer(call -> Instant.now().plusSeconds(5));
        Instant start = Instant.now();

        Thread.sleep(1_000);

        assertThat(Instant.now(ahead)).isEqualTo(start.plusSeconds(6));
    }

    @Test
    void aSchedulerIsSpiedUpon() throws InterruptedException {
        ScheduledExecutorService scheduler = spy(Executors.newSingleThreadScheduledExecutor());
        scheduler.scheduleAtFixedRate(watch::lap, 1, 1, TimeUnit.MINUTES);

        Thread.sleep(150_000);
        scheduler.shutdownNow();

        verify(scheduler).scheduleAtFixedRate(any(), anyLong(), anyLong(), any());
        assertThat(watch.laps()).containsExactly(ofSeconds(60), ofSeconds(120));
    }
}
