package com.example.libraries;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.DeadlockException;
import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import dev.timeloop.junit.VirtualTime;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/** Each of these tests is on the schedulers that Reactor makes once in a JVM. */
@VirtualTime
class ReactorTest {
    private final Stopwatch watch = new Stopwatch();

    @Test
    void anIntervalTicksEachSecond() {
        Long last = Flux.interval(ofSeconds(1)).doOnNext(tick -> watch.lap()).take(3).blockLast();

        assertThat(last).isEqualTo(2);
        assertThat(watch.laps()).containsExactly(ofSeconds(1), ofSeconds(2), ofSeconds(3));
    }

    @Test
    void anIntervalTicksInTheNextTestToo() {
        Long last = Flux.interval(ofSeconds(10)).doOnNext(tick -> watch.lap()).take(3).blockLast();

        assertThat(last).isEqualTo(2);
        assertThat(watch.laps()).containsExactly(ofSeconds(10), ofSeconds(20), ofSeconds(30));
    }

    @Test
    void aBlockingCallTimesOut() {
        String answer =
                Mono.fromCallable(ReactorTest::sleepsForAnHour)
                        .subscribeOn(Schedulers.boundedElastic())
                        .timeout(ofSeconds(2))
                        .onErrorReturn("too late")
                        .block();

        assertThat(answer).isEqualTo("too late");
        assertThat(watch.elapsed()).isEqualTo(ofSeconds(2));
    }

    @Test
    void retriesBackOff() {
        AtomicInteger attempts = new AtomicInteger();

        Integer answer =
                Mono.fromCallable(() -> 1 / (attempts.incrementAndGet() / 4))
                        .retryWhen(Retry.backoff(5, ofMillis(100)).jitter(0))
                        .block();

        assertThat(answer).isEqualTo(1);
        assertThat(watch.elapsed()).isEqualTo(ofMillis(100 + 200 + 400));
    }

    @Test
    void aDeadlockIsToldAtOnceThoughASchedulerTidiesUpEachMinute(EventLoop loop) {
        Schedulers.shutdownNow(); // or an earlier test may have made it
        Mono.fromRunnable(watch::lap).subscribeOn(Schedulers.boundedElastic()).block();
        Task<String> never = loop.task("never");

        assertThatThrownBy(() -> loop.await(never)).isInstanceOf(DeadlockException.class);

        assertThat(watch.elapsed()).isEqualTo(ZERO);
        never.cancel(true);
    }

    private static String sleepsForAnHour() throws InterruptedException {
        Thread.sleep(3_600_000);
        return "slow";
    }
}
