package dev.timeloop.world.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.world.support.InWorld;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.JapaneseDate;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@SuppressWarnings({"JavaUtilDate", "JavaTimeDefaultTimeZone"}) // they must tell virtual time, too
class ClocksTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    @Test
    void everyClockOfTheJdkTellsTheSameInstant() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Thread.sleep(5_400_000);
                                    log.say(Instant.now());
                                    log.say(Instant.now(Clock.systemUTC()));
                                    log.say(Clock.systemUTC().instant());
                                    log.say(Clock.systemDefaultZone().instant());
                                    log.say(Clock.system(TOKYO).instant());
                                    log.say(InstantSource.system().instant());
                                    log.say(Instant.ofEpochMilli(System.currentTimeMillis()));
                                    log.say(Instant.ofEpochMilli(Clock.systemUTC().millis()));
                                    log.say(Instant.ofEpochMilli(InstantSource.system().millis()));
                                    log.say(new Date().toInstant());
                                    log.say(Calendar.getInstance().toInstant());
                                    log.say(new GregorianCalendar().toInstant());
                                    log.say(
                                            new Calendar.Builder()
                                                    .setInstant(new Date())
                                                    .build()
                                                    .toInstant());
                                    log.say(
                                            Calendar.getInstance(
                                                            TimeZone.getTimeZone(TOKYO),
                                                            Locale.forLanguageTag(
                                                                    "ja-JP-u-ca-japanese"))
                                                    .toInstant());
                                    log.say(OffsetDateTime.now(TOKYO).toInstant());
                                    log.say(ZonedDateTime.now().toInstant());
                                }))
                .hasSize(16)
                .containsOnly("+5400000 2000-01-01T01:30:00Z");
    }

    @Test
    void datesWithoutAnInstantAreThoseOfTheVirtualDay() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Thread.sleep(86_400_000L * 59);
                                    log.say(LocalDate.now(ZoneOffset.UTC));
                                    log.say(LocalTime.now(TOKYO));
                                    log.say(LocalDateTime.now(TOKYO));
                                    log.say(OffsetTime.now(ZoneOffset.UTC));
                                    log.say(Year.now(ZoneOffset.UTC));
                                    log.say(YearMonth.now(ZoneOffset.UTC));
                                    log.say(MonthDay.now(ZoneOffset.UTC));
                                    log.say(JapaneseDate.now(TOKYO));
                                }))
                .containsExactly(
                        "+5097600000 2000-02-29",
                        "+5097600000 09:00",
                        "+5097600000 2000-02-29T09:00",
                        "+5097600000 00:00Z",
                        "+5097600000 2000",
                        "+5097600000 2000-02",
                        "+5097600000 --02-29",
                        "+5097600000 Japanese Heisei 12-02-29");
    }

    @Test
    void clocksDeriveFromTheVirtualOne() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    Thread.sleep(61_234);
                                    log.say(Clock.tickSeconds(ZoneOffset.UTC).instant());
                                    log.say(Clock.tickMinutes(ZoneOffset.UTC).instant());
                                    log.say(Clock.tickMillis(ZoneOffset.UTC).instant());
                                    Clock utc = Clock.systemUTC();
                                    log.say(Clock.tick(utc, Duration.ofSeconds(10)).instant());
                                    log.say(Clock.offset(utc, Duration.ofHours(1)).instant());
                                    log.say(utc.withZone(TOKYO).instant());
                                }))
                .containsExactly(
                        "+61234 2000-01-01T00:01:01Z",
                        "+61234 2000-01-01T00:01:00Z",
                        "+61234 2000-01-01T00:01:01.234Z",
                        "+61234 2000-01-01T00:01:00Z",
                        "+61234 2000-01-01T01:01:01.234Z",
                        "+61234 2000-01-01T00:01:01.234Z");
    }

    @Test
    void methodReferencesToClocksAreVirtual() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    LongSupplier nanos = System::nanoTime;
                                    LongSupplier millis = System::currentTimeMillis;
                                    Supplier<Instant> instant = Instant::now;
                                    Supplier<Date> date = Date::new;
                                    long start = nanos.getAsLong();
                                    Thread.sleep(1_500);
                                    log.say(nanos.getAsLong() - start);
                                    log.say(Instant.ofEpochMilli(millis.getAsLong()));
                                    log.say(instant.get());
                                    log.say(date.get().toInstant());
                                }))
                .containsExactly(
                        "+1500 1500000000",
                        "+1500 2000-01-01T00:00:01.500Z",
                        "+1500 2000-01-01T00:00:01.500Z",
                        "+1500 2000-01-01T00:00:01.500Z");
    }

    @Test
    void clocksStandStillWhileCodeRuns() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    long start = System.nanoTime();
                                    long spin = 0;
                                    for (int i = 0; i < 100_000; i++) {
                                        spin += System.nanoTime() - start;
                                        spin += System.currentTimeMillis() - 946_684_800_000L;
                                    }
                                    log.say(spin);
                                }))
                .containsExactly("+0 0");
    }

    @Test
    void aTickOfANanosecondIsSeen() throws Exception {
        assertThat(
                        InWorld.log(
                                log -> {
                                    LockSupport.parkNanos(1);
                                    log.say(Instant.now());
                                    LockSupport.parkNanos(999_998);
                                    log.say(Instant.now());
                                    log.say(System.currentTimeMillis());
                                    LockSupport.parkNanos(1);
                                    log.say(System.currentTimeMillis());
                                }))
                .containsExactly(
                        "+0 2000-01-01T00:00:00.000000001Z",
                        "+0 2000-01-01T00:00:00.000999999Z",
                        "+0 946684800000",
                        "+1 946684800001");
    }
}
