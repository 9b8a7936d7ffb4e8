package dev.timeloop.behaviour.contract;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.timeloop.EventLoop;
import dev.timeloop.behaviour.Outside;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    @Test
    void startsAtTheTurnOfTheMillenniumInUtc() {
        EventLoop loop = EventLoop.create();

        assertThat(loop.now()).isEqualTo("2000-01-01T00:00:00Z");
        assertThat(loop.elapsed()).isEqualTo(ZERO);
        assertThat(loop.clock().instant()).isEqualTo(loop.now());
        assertThat(loop.clock().getZone()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void startsWhereItIsTold() {
        Instant start = Instant.parse("2026-11-22T12:34:56.789Z");
        EventLoop loop = EventLoop.builder().startAt(start).zone(TOKYO).build();

        assertThat(loop.now()).isEqualTo(start);
        assertThat(loop.clock().getZone()).isEqualTo(TOKYO);
        assertThat(LocalTime.now(loop.clock())).isEqualTo("21:34:56.789");
        loop.advance(ofMillis(211));
        assertThat(loop.now()).isEqualTo("2026-11-22T12:34:57Z");
        assertThat(loop.elapsed()).isEqualTo(ofMillis(211));
    }

    @Test
    void startsBeforeTheEpochAsWell() {
        EventLoop loop = EventLoop.builder().startAt(Instant.ofEpochSecond(-1)).build();

        loop.advance(ofMillis(1001));

        assertThat(loop.clock().millis()).isEqualTo(1);
    }

    @Test
    void movesWithTheLoop() {
        EventLoop loop = EventLoop.create();
        Clock clock = loop.clock();
        List<Instant> seen = new ArrayList<>();
        loop.callLater(ofSeconds(1), () -> seen.add(clock.instant()));

        loop.advance(ofSeconds(2));

        assertThat(seen).containsExactly(Instant.parse("2000-01-01T00:00:01Z"));
        assertThat(clock.instant()).isEqualTo("2000-01-01T00:00:02Z");
    }

    @Test
    void isReadByAnyThread() {
        EventLoop loop = EventLoop.create();
        loop.advance(ofSeconds(2));

        assertThat(Outside.call(() -> loop.clock().instant())).isEqualTo(loop.now());
        assertThat(Outside.call(loop::elapsed)).isEqualTo(ofSeconds(2));
    }

    @Test
    void showsTheSameInstantsInAnotherZone() {
        EventLoop loop = EventLoop.create();
        Clock there = loop.clock().withZone(TOKYO);

        loop.advance(ofSeconds(2));

        assertThat(there.getZone()).isEqualTo(TOKYO);
        assertThat(there.instant()).isEqualTo(loop.now());
        assertThat(LocalTime.now(there)).isEqualTo("09:00:02");
    }

    @Test
    void equalsAClockOfTheSameLoopAndZone() {
        EventLoop loop = EventLoop.create();
        Clock clock = loop.clock();
        Clock same = clock.withZone(TOKYO).withZone(ZoneOffset.UTC);

        assertThat(clock).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(clock).isNotEqualTo(clock.withZone(TOKYO));
        assertThat(clock).isNotEqualTo(EventLoop.create().clock());
        assertThat(clock).isNotEqualTo(Clock.systemUTC());
    }

    @Test
    void worksUnderTheJdksOwnClocks() {
        EventLoop loop = EventLoop.create();
        Clock ticking = Clock.tick(loop.clock(), ofSeconds(1));
        Clock ahead = Clock.offset(loop.clock(), Duration.ofHours(1));

        loop.advance(ofMillis(1500));

        assertThat(ticking.instant()).isEqualTo("2000-01-01T00:00:01Z");
        assertThat(ahead.instant()).isEqualTo("2000-01-01T01:00:01.500Z");
    }

    @Test
    void goesOnShowingTheEndOnceTheLoopIsClosed() {
        EventLoop loop = EventLoop.create();
        loop.advance(ofSeconds(2));

        loop.close();

        assertThat(loop.clock().instant()).isEqualTo("2000-01-01T00:00:02Z");
    }

    @Test
    void crossesMidnightAndSummerTimeAsClocksDo() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        EventLoop loop =
                EventLoop.builder()
                        .startAt(Instant.parse("2026-03-29T00:59:59Z"))
                        .zone(berlin)
                        .build();

        assertThat(LocalTime.now(loop.clock())).isEqualTo("01:59:59");
        loop.advance(ofSeconds(1));
        assertThat(LocalTime.now(loop.clock())).isEqualTo("03:00:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1000000000-01-01T00:00:00Z", "1970-01-01T00:00:00Z"})
    void startsAtAnyInstantWithEnoughTimeAhead(Instant start) {
        assertThat(EventLoop.builder().startAt(start).build().now()).isEqualTo(start);
    }

    @Test
    void doesNotStartWhereTimeWouldRunOut() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventLoop.builder().startAt(Instant.MAX))
                .withMessage(
                        "A loop needs 292 years ahead of it, and there are fewer from"
                                + " +1000000000-12-31T23:59:59.999999999Z to the last Instant.");
    }
}
