package com.example.libraries;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.DeadlockException;
import dev.timeloop.EventLoop;
import dev.timeloop.Task;
import dev.timeloop.junit.VirtualTime;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Each of these tests is on the schedulers that RxJava makes once in a JVM. */
@VirtualTime
class RxJavaTest {
    private final Stopwatch watch = new Stopwatch();

    @Test
    void anIntervalTicksEachSecond() {
        Long last =
                Observable.interval(1, TimeUnit.SECONDS)
                        .doOnNext(tick -> watch.lap())
                        .take(3)
                        .blockingLast();

        assertThat(last).isEqualTo(2);
        assertThat(watch.laps()).containsExactly(ofSeconds(1), ofSeconds(2), ofSeconds(3));
    }

    @Test
    void anIntervalTicksInTheNextTestToo() {
        Long last =
                Observable.interval(10, TimeUnit.SECONDS)
                        .doOnNext(tick -> watch.lap())
                        .take(3)
                        .blockingLast();

        assertThat(last).isEqualTo(2);
        assertThat(watch.laps()).containsExactly(ofSeconds(10), ofSeconds(20), ofSeconds(30));
    }

    @Test
    void whatIsTooSlowTimesOut() {
        Single<Long> slow =
                Single.timer(1, TimeUnit.HOURS)
                        .subscribeOn(Schedulers.io())
                        .timeout(2, TimeUnit.SECONDS);

        assertThatThrownBy(slow::blockingGet).hasCauseInstanceOf(TimeoutException.class);
        assertThat(watch.elapsed()).isEqualTo(ofSeconds(2));
    }

    @Test
    void aDeadlockIsToldAtOnceThoughASchedulerTidiesUpEachMinute(EventLoop loop) {
        Schedulers.shutdown(); // or an earlier test may have made it
        Schedulers.start();
        assertThat(Single.fromCallable(watch::elapsed).subscribeOn(Schedulers.io()).blockingGet())
                .isEqualTo(ZERO);
        Task<String> never = loop.task("never");

        assertThatThrownBy(() -> loop.await(never)).isInstanceOf(DeadlockException.class);

        assertThat(watch.elapsed()).isEqualTo(ZERO);
        never.cancel(true);
    }
}
