package dev.timeloop.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationSyntaxTest {
    @ParameterizedTest
    @CsvSource({
        "42, PT42S",
        "42 s, PT42S",
        "42s, PT42S",
        "42 S, PT42S",
        "7 ns, PT0.000000007S",
        "7 us, PT0.000007S",
        "7 \u03bcs, PT0.000007S",
        "7 \u00b5s, PT0.000007S",
        "500 ms, PT0.5S",
        "2 m, PT2M",
        "2 min, PT2M",
        "3 h, PT3H",
        "4 d, PT96H",
        "PT1M, PT1M",
        "pt1.5s, PT1.5S",
        "' 42 s ', PT42S"
    })
    void readsWhatJUnitReadsAndIso(String text, Duration duration) {
        assertThat(DurationSyntax.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s",
                "soon",
                "1.5 s",
                "-1 s",
                "+1 s",
                "0",
                "0 ms",
                "1  s",
                "1 fortnight",
                "PT0S",
                "PT-1M",
                "P1Y",
                "99999999999999999999 s",
                "9223372036854775807 d"
            })
    void refusesWhatIsNoneOrNotPositive(String text) {
        assertThat(DurationSyntax.parse(text)).isNull();
    }
}
