package io.convergence.kit.browser;

import io.convergence.kit.process.Executable;
import io.convergence.kit.wait.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** A headless Chromium with an empty profile of its own, driven over WebDriver. */
public final class Browser implements AutoCloseable {
    private static final Duration SCRIPT_TIMEOUT = Duration.ofSeconds(20);

    /** Kept in a field because a logger that is collected loses its level. It warns of protocol versions not used here. */
    private static final Logger LOGGER = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;

    /** Starts the Chromium of this machine; nothing is downloaded. */
    public Browser() {
        LOGGER.setLevel(Level.SEVERE);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(Executable.find("chromedriver", "chromium-driver"))
                .withSilent(true)
                .build();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(Executable.find("chromium", "chromium"));
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu");
        options.addArguments("--enable-features=BackForwardCache");
        driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(SCRIPT_TIMEOUT);
    }

    /** Turns Global Privacy Control on. */
    public Browser withPrivacyControl() {
        return before("Object.defineProperty(navigator, 'globalPrivacyControl', {value: true});");
    }

    /** Runs a script in each page before the page's own scripts. */
    public Browser before(String script) {
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
        return this;
    }

    /** Opens an address; returns when the page has loaded. */
    public Browser open(String url) {
        driver.get(url);
        return this;
    }

    /**
     * Goes back in the history and waits for the page. Done by script, because the driver's own command may wait for a
     * load event, which a page out of the back/forward cache does not have.
     */
    public Browser backTo(String url) {
        run("setTimeout(() => history.back())");
        return untilAt(url);
    }

    /** Waits until the current page has an address. */
    public Browser untilAt(String url) {
        Waiting.until("the browser is at " + url, () -> isAt(url));
        return this;
    }

    /** Opens an address in a tab that starts in the background, waits a second, and shows the tab. */
    public Browser openInBackground(String url) {
        Set<String> before = driver.getWindowHandles();
        driver.executeCdpCommand("Target.createTarget", Map.of("url", url, "background", true));
        until("setTimeout(done, 1000)");
        Set<String> opened = new HashSet<>(driver.getWindowHandles());
        opened.removeAll(before);
        driver.switchTo().window(opened.iterator().next());
        driver.executeCdpCommand("Page.bringToFront", Map.of());
        return this;
    }

    /** Runs a script in the page and returns its value. */
    public @Nullable Object run(String script) {
        return driver.executeScript(script);
    }

    /** Runs a script and waits until it calls {@code done()}. */
    public Browser until(String script) {
        driver.executeAsyncScript("const done = arguments[arguments.length - 1];" + script);
        return this;
    }

    /** Waits until the page has reported its largest contentful paint, which may come some time after it has loaded. */
    public Browser untilPainted() {
        return until(
                "new PerformanceObserver(() => done()).observe({type: 'largest-contentful-paint', buffered: true})");
    }

    /** Clicks on the element with an id, as a user does. */
    public Browser click(String id) {
        driver.findElement(By.id(id)).click();
        return this;
    }

    /** Clicks on the first element of a CSS class. */
    public Browser clickClass(String name) {
        driver.findElement(By.className(name)).click();
        return this;
    }

    /** Clicks on the first link with a text. */
    public Browser clickLink(String text) {
        driver.findElement(By.linkText(text)).click();
        return this;
    }

    /** The visible text of the element with an id. */
    public String text(String id) {
        return driver.findElement(By.id(id)).getText();
    }

    /** How many cookies the current page has. */
    public int cookies() {
        return driver.manage().getCookies().size();
    }

    /**
     * Sets the size of the page and its colours.
     *
     * @param width width in CSS pixels
     * @param isDark whether the page is asked for dark colours
     */
    public Browser shown(int width, int height, boolean isDark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        Map<String, Object> colours = Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light");
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(colours)));
        return this;
    }

    /** The driver, for real key presses and commands of the browser's protocol. */
    public ChromeDriver driver() {
        return driver;
    }

    /** Writes a picture of the visible page as PNG. */
    public void screenshot(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Messages of the page's console since the last call, from warnings on. */
    public List<String> consoleMessages() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Hides the page behind another tab, and shows it again. */
    public Browser hideAndShow() {
        String tab = driver.getWindowHandle();
        driver.switchTo().newWindow(WindowType.TAB);
        driver.close();
        driver.switchTo().window(tab);
        return this;
    }

    @Override
    public void close() {
        driver.quit();
    }

    private boolean isAt(String url) {
        try {
            return url.equals(run("return location.href"));
        } catch (WebDriverException e) {
            return false; // between two pages
        }
    }
}
