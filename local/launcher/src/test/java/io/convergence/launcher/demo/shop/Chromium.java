package io.convergence.launcher.demo.shop;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The real browser, without a window. */
public final class Chromium {
    /** Held, or its level would be forgotten with it. */
    private static final Logger LOGGER = Logger.getLogger("org.openqa.selenium");

    private Chromium() {}

    /** Starts a browser. */
    public static ChromeDriver start() {
        LOGGER.setLevel(Level.SEVERE);
        return new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(command("chromedriver", "chromium-driver"))
                        .withSilent(true)
                        .build(),
                new ChromeOptions()
                        .setBinary(command("chromium", "chromium"))
                        .addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"));
    }

    /** Starts a browser whose user has turned Global Privacy Control on. */
    public static ChromeDriver startWithPrivacyControl() {
        ChromeDriver driver = start();
        driver.executeCdpCommand(
                "Page.addScriptToEvaluateOnNewDocument",
                Map.of("source", "Object.defineProperty(navigator, 'globalPrivacyControl', {value: true});"));
        return driver;
    }

    /** Returns when the page has told its largest paint, which a page that has just loaded may not have done yet. */
    public static void awaitPaint(WebDriver driver) {
        ((JavascriptExecutor) driver)
                .executeAsyncScript("const done = arguments[0]; new PerformanceObserver(() => done())"
                        + ".observe({type: 'largest-contentful-paint', buffered: true})");
    }

    /**
     * A command on the path.
     *
     * @param debian the package that has it
     */
    public static File command(String name, String debian) {
        for (String directory :
                Objects.requireNonNull(System.getenv("PATH"), "PATH").split(File.pathSeparator, -1)) {
            Path path = Path.of(directory, name);
            if (!directory.isEmpty() && Files.isExecutable(path)) {
                return path.toFile();
            }
        }
        throw new IllegalStateException("no " + name + " on the PATH; Debian has it in " + debian);
    }
}
