package com.example.quotes;

import static com.example.quotes.Quotes.acme;
import static com.example.quotes.Quotes.down;
import static dev.timeloop.assertj.TimeloopAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timeloop.EventLoop;
import dev.timeloop.LooseEndsError;
import dev.timeloop.Task;
import dev.timeloop.junit.TimeloopExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the other samples don't use: a registered extension, the outside, background, callbacks. */
class FurtherFeaturesTest {
    @RegisterExtension
    static final TimeloopExtension TIMELOOP =
            TimeloopExtension.builder().startAt(Quotes.NOON).build();

    @Test
    void waitsInRealTimeForWhatComesFromOutside(EventLoop loop) {
        CompletableFuture<Quote> outside = new CompletableFuture<>();
        Task<Quote> quote = loop.track("outside", outside);
        new Thread(() -> outside.complete(acme("9.50", "outside"))).start();

        assertThat(loop.await(quote).venue()).isEqualTo("outside");

        assertThat(loop).isAt(Quotes.NOON); // the clock stood still
    }

    @Test
    void aBackgroundTaskMayGoOn(EventLoop loop) {
        List<Long> beats = new ArrayList<>();
        loop.background(
                "heartbeat",
                () -> {
                    while (true) {
                        beats.add(loop.elapsed().toSeconds());
                        loop.sleep(ofSeconds(10));
                    }
                });

        loop.advanceTo(Quotes.NOON.plusSeconds(20));

        assertThat(beats).containsExactly(0L, 10L, 20L);
    }

    @Test
    void callbacksAreCheaperThanJobs(EventLoop loop) {
        List<String> calls = new ArrayList<>();
        var every = loop.callEvery(ofSeconds(1), () -> calls.add("tick"));
        loop.callAt(Quotes.NOON.plusMillis(1500), () -> calls.add("half past"));

        loop.advance(ofSeconds(2));
        every.cancel();

        assertThat(calls).containsExactly("tick", "half past", "tick");
        assertThat(loop.nextDue()).isEmpty();
    }

    @Test
    void oneStepAtATime(EventLoop loop) {
        List<String> log = new ArrayList<>();
        loop.run("a", () -> log.add("a"));
        loop.run("b", () -> log.add("b"));

        assertThat(loop.step()).isTrue();

        assertThat(log).containsExactly("a");
    }

    @Test
    void timeOutsOfATaskAreVirtual(EventLoop loop) {
        Task<Quote> feed = loop.<Quote>script("feed").hangs();

        assertThatThrownBy(() -> loop.await(feed.orTimeout(5, TimeUnit.SECONDS)))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("Task \"feed\" was not done within 5 s");
        assertThat(loop).hasElapsed(ofSeconds(5));
    }

    @Test
    void aCollaboratorMayGiveUp(EventLoop loop) {
        assertThat(loop.<Quote>script("feed").cancelsAfter(ofMillis(5))).isPending();
        Task<Quote> second = loop.<Quote>script("feed").cancelsAt(Quotes.NOON.plusSeconds(1));

        loop.advance(ofSeconds(1));

        assertThat(second).isCancelled();
    }

    @TestFactory
    Stream<DynamicTest> eachDynamicTestIsCheckedForItself(EventLoop loop) {
        return Stream.of("fast", "slow")
                .map(
                        name ->
                                DynamicTest.dynamicTest(
                                        name,
                                        () ->
                                                assertThat(
                                                                loop.<Quote>script(name)
                                                                        .failsAfter(
                                                                                ofSeconds(0),
                                                                                down()))
                                                        .isPending()
                                                        .satisfies(task -> task.cancel("seen"))));
    }

    @Test
    void withoutJUnitCloseIsTheCheck() {
        EventLoop own = EventLoop.create();
        own.task("forgotten");

        assertThatThrownBy(own::close)
                .isInstanceOf(LooseEndsError.class)
                .hasMessageContaining("task \"forgotten\" is still pending")
                .hasMessageContaining("-> await it, complete it, or cancel it");
    }
}
