package dev.timeloop.junit.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Names and messages come from tests, and may look like anything. */
class UntrustedTextTest {
    @Test
    void isShownAsItIsAndDoesNothing() throws IOException {
        try (Browser browser = new Browser()) {
            browser.open(Samples.page("evil", Samples.evil()));
            browser.find(".list").click();
            browser.press(Keys.END);
            browser.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
            browser.press("0");
            browser.js("window.dispatchEvent(new Event('beforeprint'))");

            assertThat(browser.js("return document.getElementById('test').textContent"))
                    .isEqualTo(Samples.EVIL);
            assertThat(browser.js("return document.querySelector('.failure').textContent"))
                    .isEqualTo(Samples.EVIL + "\nmessage with \"quotes\" and 'quotes'");
            assertThat(browser.lanes()).containsExactly("the test body", Samples.EVIL);
            assertThat(browser.js("return window.hacked === undefined")).isEqualTo(true);
            assertThat(browser.js("return document.scripts.length")).isEqualTo(2L);
            assertThat(browser.js("return document.images.length")).isEqualTo(0L);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void doesNothingInTheIndexEither() throws IOException {
        Path page = Samples.page("evil", Samples.evil());
        Path root = page.getParent();
        IndexEntry entry = IndexEntry.of(Samples.evil(), page);
        Path index = Samples.write("index.html", IndexPage.of(root, List.of(entry), List.of()));

        try (Browser browser = new Browser()) {
            browser.driver.get(index.toUri().toString());

            assertThat(browser.js("return document.scripts.length")).isEqualTo(0L);
            assertThat(browser.js("return document.images.length")).isEqualTo(0L);
            browser.find("tbody a").click();
            browser.await("the page is there", () -> !browser.lanes().isEmpty());
        }
    }
}
