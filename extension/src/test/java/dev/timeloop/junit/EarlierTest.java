package dev.timeloop.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.LooseEnd;
import dev.timeloop.LooseEnd.Kind;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EarlierTest {
    private static LooseEnd end(String name, long ageSeconds, @Nullable Throwable failure) {
        return new LooseEnd(
                failure == null ? Kind.PENDING_TASK : Kind.UNRETRIEVED_FAILURE,
                name,
                "is there",
                Duration.ofSeconds(1),
                Duration.ofSeconds(ageSeconds),
                List.of(),
                failure,
                List.of(),
                "end it");
    }

    private final Earlier earlier = new Earlier();

    @Test
    void knowsALooseEndAgainWhenItHasAged() {
        earlier.add(List.of(end("a", 0, null)));
        List<LooseEnd> found = List.of(end("a", 5, null), end("b", 5, null));

        assertThat(earlier.without(found)).containsExactly(found.get(1));
        assertThat(earlier.among(found)).containsExactly(found.get(0));
    }

    @Test
    void knowsATaskAgainWhenItHasFailedSince() {
        earlier.add(List.of(end("a", 0, null)));

        assertThat(earlier.without(List.of(end("a", 5, new Exception("boom"))))).isEmpty();
    }

    @Test
    void tellsFailuresApartThatOnlyLookTheSame() {
        earlier.add(List.of(end("a", 0, new Exception("boom"))));

        assertThat(earlier.without(List.of(end("a", 0, new Exception("boom"))))).hasSize(1);
    }

    @Test
    void knowsAsManyAsThereWereOfThoseThatLookTheSame() {
        earlier.add(List.of(end("a", 0, null)));

        assertThat(earlier.without(List.of(end("a", 0, null), end("a", 0, null)))).hasSize(1);
    }

    @Test
    void knowsNothingAtFirst() {
        assertThat(earlier.among(List.of(end("a", 0, null)))).isEmpty();
    }
}
