package com.example.readme;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.asyncio.AsyncioTests;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README shows is what is compiled and run here. */
class ReadmeTest {
    static Stream<String> codeMarkers() {
        return Readme.markers("code").stream();
    }

    @ParameterizedTest
    @MethodSource("codeMarkers")
    void showsCodeAsItIsRun(String marker) {
        String code = Readme.code(marker);

        assertThat(Readme.block("code", marker, code)).isEqualTo(code);
    }

    @Test
    void namesOnlyTestsThatExist() {
        List<String> named =
                Pattern.compile("`(\\w+Test\\.\\w+)`")
                        .matcher(Readme.text())
                        .results()
                        .map(match -> match.group(1))
                        .toList();

        assertThat(named).isNotEmpty().isSubsetOf(AsyncioTests.names());
    }
}
