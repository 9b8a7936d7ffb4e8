package dev.timeloop.junit.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timeloop.internal.timeline.Recording;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** A page as long as recordings get. */
class ManyEventsTest {
    private static final int EVENTS = 50_000;

    @Test
    void areDrawnAndAnswer() throws IOException {
        Recording recording = Samples.busy(EVENTS);
        assertThat(recording.events()).hasSize(EVENTS);
        try (Browser browser = new Browser()) {
            browser.open(Samples.page("busy", recording));
            assertThat(browser.text("#facts")).contains("50,000 events");
            browser.screenshot("timeline-50000-events");

            browser.find("#search").sendKeys("order 123", Keys.ENTER);
            browser.awaitText("#details h2", "task \"order 123\"");
            browser.find("#filter").sendKeys("order 12");
            browser.await("few lanes are left", () -> browser.lanes().size() <= 11);
            browser.find(".list").click();
            browser.press("0");
            browser.press("m");
            browser.press("+", "+", "]", "[");
            browser.awaitFrame();
            browser.press("f");
            browser.awaitText("#details h2", "the test body");
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
