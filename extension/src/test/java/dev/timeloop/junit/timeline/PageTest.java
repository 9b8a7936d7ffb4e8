package dev.timeloop.junit.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page is made of; {@code browser-tests} has how it behaves. */
class PageTest {
    private static final String BAD = "</script><script>alert(1)</script>\u2028@TITLE@";
    private static final Pattern DATA =
            Pattern.compile(
                    "<script type=\"application/json\" id=\"recording\">(.*?)</script>",
                    Pattern.DOTALL);

    private static String page(String test) {
        return Page.of(test, RecordingJson.of(Recordings.failed(test, "boom")));
    }

    @Test
    void loadsNothing() {
        assertThat(page("asks()"))
                .contains("default-src 'none'")
                .doesNotContainPattern("(?i)\\b(src|href)=\"(?!#)")
                .doesNotContainPattern("url\\(|@import|fetch\\(|XMLHttpRequest|import\\(");
    }

    @Test
    void insertsNoMarkup() {
        assertThat(page("asks()"))
                .doesNotContainPattern(
                        "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(");
    }

    @Test
    void holdsTheRecordingWhateverItSays() {
        Matcher data = DATA.matcher(page(BAD));

        assertThat(data.find()).isTrue();
        assertThat(data.group(1)).doesNotContain("<", "\u2028");
        assertThat(
                        JsonParser.parseString(data.group(1))
                                .getAsJsonObject()
                                .get("test")
                                .getAsString())
                .isEqualTo(BAD);
    }

    @Test
    void escapesItsTitle() {
        assertThat(page(BAD))
                .contains(
                        "<title>&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;\u2028@TITLE@"
                                + "</title>");
    }

    @Test
    void allowsItsOwnScriptOnly() {
        String page = page("asks()");
        String script =
                page.substring(page.lastIndexOf("<script>") + 8, page.lastIndexOf("</script>"));

        assertThat(script).startsWith("'use strict';").endsWith("})();\n");
        assertThat(page).contains("script-src " + Template.hash(script) + ";");
    }
}
