package io.github.darajasdk.therapy.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A headless Chromium of this machine; nothing is ever downloaded. Where there is none the test is skipped with a word,
 * but with {@code CI=true} it fails.
 */
public final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final String AXE = axe();

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    public static Browser start() {
        Path browser = find("CHROME_BIN", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
        Path service = find("CHROMEDRIVER_BIN", "/usr/bin/chromedriver", "/usr/lib/chromium/chromedriver");
        LoggingPreferences console = new LoggingPreferences();
        console.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--hide-scrollbars",
                "--lang=en-KE");
        options.setCapability(ChromeOptions.LOGGING_PREFS, console);
        ChromeDriverService driverService = new ChromeDriverService.Builder()
                .usingDriverExecutable(service.toFile())
                .usingAnyFreePort()
                .withLogOutput(OutputStream.nullOutputStream())
                .build();
        return new Browser(new ChromeDriver(driverService, options));
    }

    private static Path find(String variable, String... places) {
        List<Path> found = Stream.concat(Stream.ofNullable(System.getenv(variable)), Stream.of(places))
                .map(Path::of)
                .filter(Files::isExecutable)
                .toList();
        if (found.isEmpty()) {
            String missing = "no browser: none of " + String.join(", ", places) + " can be run, and " + variable
                    + " names none (apt-get install chromium chromium-driver)";
            assertThat(System.getenv("CI")).as(missing).isNotEqualTo("true");
            System.err.println("SKIPPED " + missing);
            assumeTrue(false, missing);
        }
        return found.get(0);
    }

    public ChromeDriver driver() {
        return driver;
    }

    /** Makes the window that wide, as a phone would be below 640 pixels. */
    public Browser size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        width,
                        "height",
                        height,
                        "deviceScaleFactor",
                        width < 640 ? 2 : 1,
                        "mobile",
                        width < 640));
        return this;
    }

    public Browser dark(boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
        return this;
    }

    public Browser script(boolean enabled) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !enabled));
        return this;
    }

    public Browser open(String url) {
        driver.get(url);
        return this;
    }

    /** Name of the window in use. */
    public String window() {
        return driver.getWindowHandle();
    }

    /** Opens one more window, uses it, and returns its name. */
    public String newWindow() {
        driver.switchTo().newWindow(WindowType.WINDOW);
        return window();
    }

    public void use(String window) {
        driver.switchTo().window(window);
    }

    /** Closes all windows but the first. */
    public void oneWindow() {
        List<String> windows = List.copyOf(driver.getWindowHandles());
        for (String extra : windows.subList(1, windows.size())) {
            driver.switchTo().window(extra).close();
        }
        driver.switchTo().window(windows.get(0));
    }

    /** Waits until the page has asked the server anew and shows the answer. */
    public void settle() {
        driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                const element = document.querySelector('[hx-get]');
                if (!element) { done(); return; }
                document.addEventListener('htmx:afterRequest', () => setTimeout(done, 50), {once: true});
                htmx.trigger(element, 'refresh');
                """);
    }

    public WebElement element(String css) {
        return new WebDriverWait(driver, PATIENCE).until(page -> page.findElement(By.cssSelector(css)));
    }

    public boolean has(String css) {
        return !driver.findElements(By.cssSelector(css)).isEmpty();
    }

    /** Waits until the page shows such an element. */
    public WebElement await(String css, Duration patience) {
        return new WebDriverWait(driver, patience)
                .withMessage(() -> css + " did not come; the page says: " + text())
                .until(page -> page.findElements(By.cssSelector(css)).stream()
                        .findFirst()
                        .orElse(null));
    }

    /** Waits until something is so, wherever it can be seen. */
    public void await(BooleanSupplier so, Duration patience) {
        new WebDriverWait(driver, patience).until(page -> so.getAsBoolean());
    }

    public String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    /** What the page wrote to the console as an error, broken content policy included. */
    public List<String> errors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** What keeps people out of this page, as axe-core sees it: rules of WCAG 2.2 AA that are broken seriously. */
    public List<String> barriers() {
        driver.executeScript(AXE);
        Object found = driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
                    .then(results => done(results.violations
                        .filter(rule => rule.impact === 'serious' || rule.impact === 'critical')
                        .map(rule => rule.id + ': ' + rule.nodes.map(node => node.html).join(' | '))));
                """);
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    private static String axe() {
        try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script, "axe.min.js").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole page, however long, into {@code target/screenshots/<name>.png}. */
    public Path screenshot(String name) {
        Number height = (Number) driver.executeScript("return Math.max(640, document.documentElement.scrollHeight)");
        Number width = (Number) driver.executeScript("return window.innerWidth");
        size(width.intValue(), height.intValue());
        Path file = Path.of("target", "screenshots", name.toLowerCase(Locale.ROOT) + ".png");
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    @Override
    public void close() {
        driver.quit();
    }
}
