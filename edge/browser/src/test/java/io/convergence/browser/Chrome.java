package io.convergence.browser;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Headless Chromium without a profile. */
final class Chrome implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A reference to the logger keeps its level. It would warn of protocol versions that are not used here. */
    private static final Logger LOGGER = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;

    /** Starts the installed browser; nothing is downloaded. */
    Chrome() {
        LOGGER.setLevel(Level.SEVERE);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(command("chromedriver"))
                .withSilent(true)
                .build();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(command("chromium"));
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu");
        options.addArguments("--enable-features=BackForwardCache");
        driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(PATIENCE);
    }

    /** Runs a script in every page before the scripts of the page. */
    Chrome before(String script) {
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
        return this;
    }

    Chrome open(String url) {
        driver.get(url);
        return this;
    }

    /**
     * Goes back by script and waits for the page: the driver's command can wait for a load event, which a restore
     * lacks.
     */
    Chrome backTo(String url) {
        run("setTimeout(() => history.back())");
        return untilAt(url);
    }

    /** Runs a script in the page and returns its result. */
    @Nullable
    Object run(String script) {
        return driver.executeScript(script);
    }

    /** Runs a script and waits until it calls {@code done()}. */
    Chrome until(String script) {
        driver.executeAsyncScript("const done = arguments[arguments.length - 1];" + script);
        return this;
    }

    /** Waits until the page has reported a largest paint. */
    Chrome untilPainted() {
        return until(
                "new PerformanceObserver(() => done()).observe({type: 'largest-contentful-paint', buffered: true})");
    }

    /** Clicks on an element like a user. */
    Chrome click(String id) {
        driver.findElement(By.id(id)).click();
        return this;
    }

    /** Waits until the browser shows a page. */
    Chrome untilAt(String url) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isAt(url)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not at " + url);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return this;
    }

    /** Opens a page in a background tab, where it is not painted, and shows it one second later. */
    Chrome openInBackground(String url) {
        Set<String> before = driver.getWindowHandles();
        driver.executeCdpCommand("Target.createTarget", Map.of("url", url, "background", true));
        until("setTimeout(done, 1000)");
        Set<String> opened = new HashSet<>(driver.getWindowHandles());
        opened.removeAll(before);
        driver.switchTo().window(opened.iterator().next());
        driver.executeCdpCommand("Page.bringToFront", Map.of());
        return this;
    }

    /** Hides the page behind another tab, and shows it again. */
    Chrome hideAndShow() {
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

    private static File command(String name) {
        for (String directory : requireNonNull(System.getenv("PATH"), "PATH").split(File.pathSeparator, -1)) {
            Path path = Path.of(directory, name);
            if (!directory.isEmpty() && Files.isExecutable(path)) {
                return path.toFile();
            }
        }
        throw new IllegalStateException("no " + name + " on the PATH; Debian has it in chromium and chromium-driver");
    }
}
