package dev.timeloop.junit.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A failing run beside another one. */
class ComparisonTest {
    private static Browser browser;

    @BeforeAll
    static void startBrowser() throws IOException {
        browser = new Browser();
    }

    @AfterAll
    static void endBrowser() throws IOException {
        browser.close();
    }

    @BeforeEach
    void openPage() throws IOException {
        browser.open(Samples.page("fails", Samples.run(false)));
    }

    private static void compareWith(Path file) {
        browser.find("#file").sendKeys(file.toString());
    }

    @Test
    void showsTheFirstDifferenceInBoth() throws IOException {
        compareWith(Samples.json("passes", Samples.run(true)));

        browser.awaitText("#details h2", "First difference");
        assertThat(browser.all(".run")).hasSize(2);
        assertThat(browser.text("#details"))
                .contains("The first 7 events are the same. Then, event 8:");
        assertThat(browser.all(".parting"))
                .extracting(parting -> parting.getText().replace('\n', ' '))
                .containsExactly(
                        "In this run (failed) +1 s task \"fast feed\" ends:"
                                + " failed with java.io.IOException: boom",
                        "In the other (passed) +1 s task \"fast feed\" ends: succeeded");
    }

    @Test
    void readsTheRecordingOfAPage() throws IOException {
        compareWith(Samples.page("passes", Samples.run(true)));

        browser.awaitText("#details h2", "First difference");
    }

    @Test
    void saysWhenThereIsNoDifference() throws IOException {
        compareWith(Samples.json("fails", Samples.run(false)));

        browser.awaitText("#details h2", "No difference");
    }

    @Test
    void endsWhenTheOtherRunIsClosed() throws IOException {
        compareWith(Samples.json("passes", Samples.run(true)));
        browser.awaitText("#details h2", "First difference");

        browser.find("#details .quiet").click();

        browser.await("one run is left", () -> browser.all(".run").size() == 1);
        browser.chooseLane("task \"slow feed\"");
        compareWith(Samples.json("fails", Samples.run(false)));
        browser.awaitText("#details h2", "No difference");
    }

    @Test
    void refusesWhatIsNoRecording() throws IOException {
        compareWith(Samples.write("other.json", "{\"format\": 2, \"lanes\": [], \"events\": []}"));

        browser.awaitText("#alert", "This recording has format 2, and this page reads format 1.");
        assertThat(browser.all(".run")).hasSize(1);
    }

    @Test
    void savesItsOwnRecording() {
        Object blob =
                browser.driver.executeAsyncScript(
                        """
                        const done = arguments[0];
                        const create = URL.createObjectURL;
                        URL.createObjectURL = (blob) => {
                          blob.text().then((text) => done(JSON.parse(text).test));
                          return create(blob);
                        };
                        document.getElementById('download').click();
                        """);

        assertThat(blob).isEqualTo("asksTwice()");
    }
}
