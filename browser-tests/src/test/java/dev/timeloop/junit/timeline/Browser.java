package dev.timeloop.junit.timeline;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;

/** A headless Chromium with one page open. Whatever it waits for, it waits for with a bound. */
final class Browser implements AutoCloseable {
    /** Only what hangs takes so long. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Dimension SIZE = new Dimension(1280, 800);

    private final Path profile;
    final ChromeDriver driver;

    Browser() throws IOException {
        profile = Files.createTempDirectory("timeloop-browser");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(
                executable("browser.binary", "chromium", "chromium-browser", "google-chrome"));
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--user-data-dir=" + profile);
        options.setExperimentalOption(
                "prefs", Map.of("download.default_directory", profile.toString()));
        ChromeDriverService service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(executable("browser.driver", "chromedriver"))
                        .withTimeout(PATIENCE)
                        .build();
        driver = new ChromeDriver(service, options);
        driver.manage().timeouts().pageLoadTimeout(PATIENCE).scriptTimeout(PATIENCE);
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        SIZE.width,
                        "height",
                        SIZE.height,
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        false));
    }

    private static File executable(String property, String... names) {
        String told = System.getProperty(property);
        if (told != null) {
            return new File(told);
        }
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Arrays.stream(names).map(name -> new File(folder, name)))
                .filter(File::canExecute)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "No "
                                                + names[0]
                                                + " is on the PATH, and the browser tests need it."
                                                + "\n-> install it (on Debian: apt-get install"
                                                + " chromium chromium-driver), or name it with -D"
                                                + property
                                                + "=..., or leave out -Pbrowser"));
    }

    /** Opens a page of ours, and waits until it is drawn. */
    void open(Path page) {
        driver.get(page.toUri().toString());
        await(
                "the page is ready",
                () ->
                        Boolean.TRUE.equals(
                                js("return document.documentElement.dataset.ready === 'true'")));
        await("the lanes are drawn", () -> !lanes().isEmpty());
    }

    Object js(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** The names of the lanes on the screen, from top to bottom. */
    List<String> lanes() {
        @SuppressWarnings("unchecked")
        List<String> names =
                (List<String>)
                        js(
                                "return [...document.querySelectorAll('.run:first-child"
                                        + " .label')].sort((a, b) => parseFloat(a.style.top) -"
                                        + " parseFloat(b.style.top)).map((label) =>"
                                        + " label.querySelector('.name').textContent)");
        return names == null ? List.of() : names;
    }

    WebElement lane(String name) {
        return all(".label").stream()
                .filter(label -> label.findElement(By.cssSelector(".name")).getText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no lane " + name + " among " + lanes()));
    }

    void chooseLane(String name) {
        lane(name).click();
        awaitText("#details h2", name);
    }

    /** Presses keys wherever the focus is. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    String text(String css) {
        return find(css).getText();
    }

    void awaitText(String css, String part) {
        await(css + " says " + part, () -> !all(css).isEmpty() && text(css).contains(part));
    }

    void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("in vain: " + what);
            }
            js("return 0"); // a round trip: lets the page go on
        }
    }

    /** Waits until what was asked for is on the screen. */
    void awaitFrame() {
        driver.executeAsyncScript(
                "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() =>"
                        + " done()))");
    }

    /** Keeps what is on the screen as a file of the build. */
    Path screenshot(String name) throws IOException {
        awaitFrame();
        Path folder = Samples.output().resolve("screenshots");
        Files.createDirectories(folder);
        Path file = folder.resolve(name + ".png");
        Picture.write(driver.getScreenshotAs(OutputType.BYTES), file);
        return file;
    }

    /** The same, for the documentation, if that is wanted. */
    Path picture(String name) throws IOException {
        Path file = screenshot(name);
        if (Boolean.getBoolean("docs.pictures")) {
            Path docs = Path.of(System.getProperty("project.root"), "docs", "pictures");
            Files.createDirectories(docs);
            Files.copy(file, docs.resolve(name + ".png"), StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    /** What the page has complained of. */
    List<String> complaints() {
        return driver.manage().logs().get("browser").getAll().stream()
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .toList();
    }

    @Override
    public void close() throws IOException {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
