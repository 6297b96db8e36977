package io.convergence.query;

import io.convergence.kit.browser.Browser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

/**
 * A page that rrweb records in a browser while somebody uses it. The page's clock is set, so that a recording of a minute takes
 * no minute. Texts are masked as the gateway masks them.
 */
final class RecordedPage {
    private static final Path PAGE = Path.of("src/test/resources/recording/shop.html");
    private static final Path RRWEB = Path.of("target/classes/console/recording/rrweb.js");

    private RecordedPage() {}

    /**
     * Records: a product is put into the basket, a name is typed, the payment fails. The second snapshot of the whole page is
     * 40 s after the first one.
     *
     * @return the records as a JSON array
     */
    static String record(Instant start) {
        try (Browser browser = new Browser()) {
            browser.shown(1200, 640, false);
            browser.open("data:text/html;charset=utf-8,"
                    + URLEncoder.encode(read(PAGE), StandardCharsets.UTF_8).replace("+", "%20"));
            browser.run("let now = " + start.toEpochMilli()
                    + "; Date.now = () => now; window.later = ms => { now += ms; };");
            browser.run(read(RRWEB));
            browser.run(
                    "window.records = []; rrweb.record({emit: record => window.records.push(record), maskAllInputs: true, "
                            + "maskTextSelector: '*', maskTextFn: text => text.replace(/\\S/g, 'x')});");
            move(browser, "#tea button", 4_000);
            step(
                    browser,
                    1_000,
                    "document.querySelector('#tea').classList.add('chosen');"
                            + "document.getElementById('basket').textContent = '1'");
            move(browser, "#name", 5_000);
            type(browser, "name", "Ada Lovelace", 3_000);
            type(browser, "card", "4000 1234", 7_000);
            move(browser, "#pay", 6_000);
            step(
                    browser,
                    2_000,
                    "const alert = document.createElement('p'); alert.className = 'alert'; alert.id = 'alert';"
                            + "alert.textContent = 'The payment has failed'; document.body.append(alert)");
            step(browser, 12_000, "rrweb.record.takeFullSnapshot()");
            move(browser, "#pot button", 4_000);
            step(
                    browser,
                    2_000,
                    "document.querySelector('#pot').classList.add('chosen');"
                            + "document.getElementById('basket').textContent = '2'");
            move(browser, "#pay", 9_000);
            return String.valueOf(Objects.requireNonNull(browser.run("return JSON.stringify(window.records)")));
        }
    }

    /** Lets time pass and changes the page; its observers have run when the next script does. */
    private static void step(Browser browser, int millis, String script) {
        browser.run("window.later(" + millis + ");" + script);
        browser.until("setTimeout(done)");
    }

    private static void move(Browser browser, String selector, int millis) {
        step(
                browser,
                millis,
                "const box = document.querySelector('" + selector + "').getBoundingClientRect();"
                        + "for (let i = 1; i < 4; i++) { window.later(150); document.querySelector('" + selector
                        + "').dispatchEvent("
                        + "new MouseEvent('mousemove', {bubbles: true, clientX: box.x + i * 8, clientY: box.y + 12})); }"
                        + "window.later(600)");
        step(
                browser,
                100,
                "const box = document.querySelector('" + selector + "').getBoundingClientRect();"
                        + "document.querySelector('" + selector + "').dispatchEvent("
                        + "new MouseEvent('click', {bubbles: true, clientX: box.x + 24, clientY: box.y + 12}))");
    }

    private static void type(Browser browser, String id, String text, int millis) {
        step(
                browser,
                millis,
                "const field = document.getElementById('" + id + "'); field.value = '" + text
                        + "'; field.dispatchEvent(new Event('input', {bubbles: true}))");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
