package dev.timeloop.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpansTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "1, 1 ns",
        "999, 999 ns",
        "1_000, 1 us",
        "1_001, 1.001 us",
        "1_500, 1.5 us",
        "999_999, 999.999 us",
        "1_000_000, 1 ms",
        "1_000_001, 1.000001 ms",
        "250_000_000, 250 ms",
        "999_999_999, 999.999999 ms",
        "1_000_000_000, 1 s",
        "1_000_000_001, 1.000000001 s",
        "1_500_000_000, 1.5 s",
        "10_000_000_000, 10 s",
        "59_000_000_000, 59 s",
        "60_000_000_000, 60 s",
        "90_000_000_000, 90 s",
        "100_000_000_000, 100 s",
        "119_999_999_999, 119.999999999 s",
        "120_000_000_000, 2 min",
        "120_000_000_001, 2 min 0.000000001 s",
        "125_000_000_000, 2 min 5 s",
        "3_599_999_999_999, 59 min 59.999999999 s",
        "3_600_000_000_000, 1 h",
        "3_601_000_000_000, 1 h 1 s",
        "3_660_000_000_000, 1 h 1 min",
        "3_661_500_000_000, 1 h 1 min 1.5 s",
        "86_399_999_999_999, 23 h 59 min 59.999999999 s",
        "86_400_000_000_000, 1 d",
        "86_400_000_000_001, 1 d 0.000000001 s",
        "90_061_000_000_000, 1 d 1 h 1 min 1 s",
        "86_460_000_000_000, 1 d 1 min",
        "86_400_000_000_000_000, 1000 d",
        "9_223_372_036_854_775_807, 106751 d 23 h 47 min 16.854775807 s"
    })
    void isWrittenInTheUnitThatSuitsIt(String nanos, String text) {
        assertThat(Spans.text(number(nanos))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, -1 ns",
        "-1_500_000, -1.5 ms",
        "-120_000_000_000, -2 min",
        "-9_223_372_036_854_775_807, -106751 d 23 h 47 min 16.854775807 s",
        "-9_223_372_036_854_775_808, -9223372036854775808 ns"
    })
    void isWrittenWithItsSign(String nanos, String text) {
        assertThat(Spans.text(number(nanos))).isEqualTo(text);
    }

    @Test
    void ofADurationIsTheSame() {
        assertThat(Spans.text(Duration.ofMillis(1_500))).isEqualTo("1.5 s");
    }

    @Test
    void beyondLongKeepsIsoForm() {
        assertThat(Spans.text(Duration.ofDays(200_000))).isEqualTo("PT4800000H");
        assertThat(Spans.text(Duration.ofDays(-200_000))).isEqualTo("PT-4800000H");
    }

    @ParameterizedTest
    @CsvSource({
        "0, +0 s",
        "1_000_000_000, +1 s",
        "250_000_000, +250 ms",
        "3_600_000_000_000, +1 h"
    })
    void asAnInstantCountsFromTheStart(String nanos, String text) {
        assertThat(Spans.instant(number(nanos))).isEqualTo(text);
    }

    @Test
    void isExact() {
        Map<String, Long> units =
                Map.of(
                        "ns", 1L,
                        "us", 1_000L,
                        "ms", 1_000_000L,
                        "s", 1_000_000_000L,
                        "min", 60_000_000_000L,
                        "h", 3_600_000_000_000L,
                        "d", 86_400_000_000_000L);
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            long nanos = random.nextLong() >>> (1 + random.nextInt(63));
            assertThat(parsed(Spans.text(nanos), units)).isEqualTo(nanos);
        }
    }

    private static long parsed(String text, Map<String, Long> units) {
        String[] words = text.split(" ", -1);
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < words.length; i += 2) {
            BigDecimal unit = BigDecimal.valueOf(units.get(words[i + 1]));
            sum = sum.add(new BigDecimal(words[i]).multiply(unit));
        }
        return sum.longValueExact();
    }

    private static long number(String grouped) {
        return Long.parseLong(grouped.replace("_", ""));
    }
}
