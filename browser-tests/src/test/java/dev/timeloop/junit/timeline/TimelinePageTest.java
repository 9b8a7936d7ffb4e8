package dev.timeloop.junit.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The page of a test that failed, as a reader uses it. */
class TimelinePageTest {
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
        browser.open(Samples.page("deadlock", Samples.deadlock()));
    }

    @Test
    void namesTheTestAndShowsItsFailure() {
        assertThat(browser.text("#test")).isEqualTo("movesBothWays()");
        assertThat(browser.text("#facts")).contains("failed", "2 s of virtual time");
        assertThat(browser.text(".failure")).contains("Deadlock at +2 s");
    }

    @Test
    void hasALaneForEachWhoDidSomething() {
        assertThat(browser.lanes())
                .containsExactly(
                        "the test body", "task \"a to b\"", "task \"b to a\"", "task \"audit\"");
    }

    @Test
    void tellsWhoWaitsForWhomWithoutBeingAsked() {
        assertThat(browser.text(".ring"))
                .contains("They wait for each other", "Account[a]", "Account[b]");
        assertThat(browser.text("#details")).contains("task \"a to b\"", "Held by");
    }

    @Test
    void aClickOnALaneTellsItsLife() {
        browser.chooseLane("task \"b to a\"");

        assertThat(browser.text("#details"))
                .contains(
                        "Made by",
                        "the test body",
                        "com.example.BankTest.moves(BankTest.java:22)",
                        "waiting for the monitor of Account[a]",
                        "sleeping until +1 s");
    }

    @Test
    void aClickOnAnEventShowsItsStack() {
        browser.chooseLane("task \"a to b\"");
        event("waiting for the monitor").click();

        browser.awaitText("#details [aria-current]", "waiting for the monitor");
        assertThat(browser.text("#details .life .stack"))
                .contains(
                        "com.example.Bank.move(Bank.java:41)",
                        "com.example.BankTest.lambda$moves$0(BankTest.java:21)");
    }

    private static WebElement event(String text) {
        return browser.all("#details .event").stream()
                .filter(event -> event.getText().contains(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError(browser.text("#details")));
    }

    @Test
    void aClickIntoThePictureChoosesWhatIsThere() {
        browser.press("0");
        browser.awaitFrame();
        WebElement canvas = browser.find("canvas.lines");
        int row = browser.lane("task \"audit\"").getRect().getY() + 20;
        int x = canvas.getRect().getWidth() / 2;
        int middle = canvas.getRect().getY() + canvas.getRect().getHeight() / 2;
        new Actions(browser.driver)
                .moveToElement(canvas, x - canvas.getRect().getWidth() / 2, row - middle)
                .perform();
        browser.await("a tip", () -> browser.find("#tip").isDisplayed());
        assertThat(browser.text("#tip")).contains("task \"audit\"");

        new Actions(browser.driver).click().perform();

        browser.awaitText("#details h2", "task \"audit\"");
    }

    @Test
    void theFilterLeavesTheLanesThatSuit() {
        browser.find("#filter").sendKeys("audit");
        browser.await("one lane is left", () -> browser.lanes().size() == 1);
        assertThat(browser.text("#shown")).isEqualTo("1 of 4");

        browser.find("#filter").clear();
        browser.find("#filter").sendKeys(Keys.SPACE);
        browser.find("#which").findElement(By.cssSelector("option[value=unfinished]")).click();

        browser.await("three are left", () -> browser.lanes().size() == 3);
        assertThat(browser.lanes()).doesNotContain("task \"audit\"");
    }

    @Test
    void theSearchFindsEventsAndGoesThroughThem() {
        browser.press("/");
        browser.press("monitor");
        browser.awaitText("#hits", "2 found");

        browser.press(Keys.ENTER);
        browser.awaitText("#details h2", "task \"a to b\"");
        browser.press(Keys.ENTER);
        browser.awaitText("#details h2", "task \"b to a\"");

        assertThat(browser.text("#hits")).isEqualTo("2 of 2");
    }

    @Test
    void theThemeSwitches() {
        String before = background();

        browser.find("#theme").click();

        assertThat(background()).isNotEqualTo(before);
        browser.press("t");
        assertThat(background()).isEqualTo(before);
    }

    private static String background() {
        return (String) browser.js("return getComputedStyle(document.body).backgroundColor");
    }

    @Test
    void theKeyboardDoesItAll() {
        browser.find(".list").click();
        browser.press(Keys.HOME);
        browser.awaitText("#details h2", "the test body");
        browser.press(Keys.ARROW_DOWN);
        browser.awaitText("#details h2", "task \"a to b\"");
        browser.press(Keys.ARROW_RIGHT);
        browser.awaitText("#details [aria-current]", "made by the test body");
        browser.press(Keys.ARROW_RIGHT);
        browser.awaitText("#details [aria-current]", "sleeping until +1 s");
        browser.awaitText("#said", "sleeping until +1 s");
        assertThat(browser.find(".list").getDomAttribute("aria-activedescendant"))
                .isEqualTo(browser.lane("task \"a to b\"").getDomAttribute("id"));

        browser.press("f");
        browser.awaitText("#details h2", "the test body");
        browser.press("?");
        browser.await("the help", () -> browser.find("#keys").isDisplayed());
        browser.press(Keys.ESCAPE);
        browser.await("no help", () -> !browser.find("#keys").isDisplayed());
    }

    @Test
    void theAxisSwitchesAndZooms() {
        Object inOrder = picture();
        browser.find("#by-time").click();
        browser.awaitFrame();
        assertThat(picture()).isNotEqualTo(inOrder);
        assertThat(browser.find("#by-time").getDomAttribute("aria-checked")).isEqualTo("true");
        Object before = picture();

        browser.find("#zoom-in").click();
        browser.awaitFrame();
        assertThat(picture()).isNotEqualTo(before);

        browser.find("#fit").click();
        browser.awaitFrame();
        assertThat(picture()).isEqualTo(before);
    }

    private static Object picture() {
        return browser.js("return document.querySelector('canvas.ruler').toDataURL()");
    }

    @Test
    void whatIsPrintedSaysItAll() throws IOException {
        browser.js("window.dispatchEvent(new Event('beforeprint'))");
        browser.driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "print"));
        try {
            assertThat(browser.find(".work").isDisplayed()).isFalse();
            assertThat(browser.text("#paper"))
                    .contains("movesBothWays()", "Deadlock at +2 s", "task \"audit\"", "succeeded");
            browser.screenshot("timeline-printed");
        } finally {
            browser.driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", ""));
        }
    }

    @Test
    void hasNothingToComplainOf() {
        browser.press("0");
        browser.press("m");

        assertThat(browser.complaints()).isEmpty();
    }
}
