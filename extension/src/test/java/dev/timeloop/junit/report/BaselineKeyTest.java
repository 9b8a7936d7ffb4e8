package dev.timeloop.junit.report;

import static dev.timeloop.junit.report.Samples.finding;
import static dev.timeloop.junit.report.Samples.frame;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BaselineKeyTest {
    private static BaselineKey key(String name, String type, String method, int line) {
        return BaselineKey.of(
                finding(Verdict.FAILED, name, frame(type, method, "Feed.java", line)));
    }

    @Test
    void survivesEditsThatMoveLines() {
        assertThat(key("t", "com.acme.Feed", "ask", 3))
                .isEqualTo(key("t", "com.acme.Feed", "ask", 4));
    }

    @Test
    void survivesOtherLambdasAndAnonymousClassesBefore() {
        assertThat(key("t", "com.acme.Feed$1", "lambda$ask$0", 3))
                .isEqualTo(key("t", "com.acme.Feed$2", "lambda$ask$1", 3))
                .extracting(BaselineKey::madeAt)
                .isEqualTo("com.acme.Feed$#.ask");
    }

    @Test
    void survivesNumbersThatCountOn() {
        assertThat(key("pool-1-thread-2", "com.acme.Feed", "ask", 3))
                .isEqualTo(key("pool-12-thread-1", "com.acme.Feed", "ask", 3));
        assertThat(key("Feed@1a2b3c", "com.acme.Feed", "ask", 3).name()).isEqualTo("Feed@#");
    }

    @Test
    void tellsOtherPlacesAndNamesApart() {
        assertThat(key("t", "com.acme.Feed", "ask", 3))
                .isNotEqualTo(key("t", "com.acme.Feed", "tell", 3))
                .isNotEqualTo(key("t", "com.acme.Food", "ask", 3))
                .isNotEqualTo(key("u", "com.acme.Feed", "ask", 3));
    }
}
