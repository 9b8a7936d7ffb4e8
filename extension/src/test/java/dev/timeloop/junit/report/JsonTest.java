package dev.timeloop.junit.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private static JsonElement parse(String json) {
        JsonReader reader = new JsonReader(new StringReader(json));
        reader.setStrictness(Strictness.STRICT);
        return JsonParser.parseReader(reader);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "\"quoted\" \\ back / slash",
                "\n\r\t\b\f",
                "\u0000\u0001\u001f\u007f",
                "\u2028\u2029",
                "umlaut \u00e4, Han \u6f22",
                "pair \uD83D\uDE00"
            })
    void comesBackAsItWas(String text) {
        assertThat(parse(Json.text(text)).getAsString()).isEqualTo(text);
    }

    @Test
    void comesBackWithEveryLetterOfThePlane() {
        StringBuilder all = new StringBuilder();
        for (int letter = 0; letter <= Character.MAX_VALUE; letter++) {
            all.append((char) letter).append(' ');
        }

        assertThat(parse(Json.text(all.toString())).getAsString()).isEqualTo(all.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\uD800", "\uDC00a", "\uDC00\uD800", "\uD800\uD800\uDC00"})
    void keepsHalvesOfLettersThroughUtf8(String text) {
        byte[] file = Json.text(text).getBytes(StandardCharsets.UTF_8);

        assertThat(parse(new String(file, StandardCharsets.UTF_8)).getAsString()).isEqualTo(text);
    }

    @Test
    void nestsMapsAndLists() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("list", Arrays.asList(1, 2L, null, true));
        map.put("empty", List.of());
        map.put("map \"", Map.of());

        assertThat(parse(Json.text(map)))
                .hasToString("{\"list\":[1,2,null,true],\"empty\":[],\"map \\\"\":{}}");
    }

    @Test
    void isIndented() {
        assertThat(Json.text(Map.of("a", List.of("b", "c"))))
                .isEqualTo("{\n  \"a\": [\n    \"b\",\n    \"c\"\n  ]\n}\n");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.text(List.of(1.5)))
                .withMessage("no JSON for java.lang.Double");
    }
}
