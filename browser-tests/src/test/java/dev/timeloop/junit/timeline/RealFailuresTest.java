package dev.timeloop.junit.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * From tests that fail to what their pages say; the pictures of the documentation come from here.
 */
class RealFailuresTest {
    private static final String BANK = "com.example.failing.BankExamples";
    private static final String QUOTES = "com.example.failing.QuoteExamples";
    private static final String PATIENT = "com.example.failing.PatientQuoteExamples";
    private static final String LOOP = "(dev.timeloop.EventLoop)";

    private static Browser browser;

    @BeforeAll
    static void startBrowser() throws IOException {
        browser = new Browser();
    }

    @AfterAll
    static void endBrowser() throws IOException {
        browser.close();
    }

    @Test
    void aDeadlockTellsWhoHoldsWhatTheOtherOneWantsAndWhere() throws IOException {
        Failures failed = Failures.of(BANK, "transfersInBothDirections");

        browser.open(failed.page());

        assertThat(browser.text(".ring"))
                .contains(
                        "thread \"save\"",
                        "waiting for the monitor of a BankExamples.Savings",
                        "thread \"spend\"",
                        "waiting for the monitor of a BankExamples.Checking");
        assertThat(browser.text("#details"))
                .contains("Held by", "BankExamples.move(BankExamples.java:");
        browser.picture("timeline");
    }

    @Test
    void theFailureNamesItsPage() throws IOException {
        Failures failed = Failures.of(BANK, "transfersInBothDirections");

        assertThat(failed.failures())
                .singleElement()
                .satisfies(
                        failure ->
                                assertThat(failure + Arrays.toString(failure.getSuppressed()))
                                        .contains("Timeline: " + failed.page().toUri()));
    }

    @Test
    void looseEndsAreShownBeforeAnythingIsClicked() throws IOException {
        Failures failed = Failures.of(QUOTES, "answersFromTheFasterFeed" + LOOP);

        browser.open(failed.page());

        assertThat(browser.all(".card .name"))
                .extracting(name -> name.getText())
                .containsExactly("task \"fast feed\"", "task \"refresh\"");
        assertThat(browser.text("#details")).contains("java.io.IOException: boom");
        browser.find("#theme").click();
        browser.picture("timeline-dark");
        browser.find("#theme").click();
        browser.find("#by-time").click();
        browser.picture("timeline-by-time");
    }

    @Test
    void aPassingRunShowsWhereTheFailingOnePartsFromIt() throws IOException {
        Failures failed = Failures.of(QUOTES, "givesUpTooEarly" + LOOP);
        Failures passed = Failures.of(PATIENT, "givesUpTooEarly" + LOOP);
        assertThat(failed.failures()).isNotEmpty();
        assertThat(passed.failures()).isEmpty();

        browser.open(failed.page());
        browser.find("#file").sendKeys(passed.json().toString());

        browser.awaitText("#details h2", "First difference");
        assertThat(browser.text("#details")).contains("events are the same. Then, event ");
        browser.picture("timeline-two-runs");
    }

    @Test
    void aBadlyNamedTestDoesNoHarm() throws IOException {
        Failures failed = Failures.of(QUOTES, "isNamedBadly" + LOOP);

        browser.open(failed.page());

        assertThat(browser.text("#test")).startsWith("</script><script>");
        assertThat(browser.js("return window.hacked === undefined")).isEqualTo(true);
    }

    @Test
    void theIndexLeadsToThePages() throws IOException {
        Failures failed = Failures.of(QUOTES, "answersFromTheFasterFeed" + LOOP);

        browser.driver.get(failed.index().toUri().toString());
        browser.picture("timeline-index");
        browser.find("tbody a").click();

        browser.await("the page is there", () -> !browser.lanes().isEmpty());
        assertThat(browser.text("#test")).startsWith("answersFromTheFasterFeed");
    }
}
