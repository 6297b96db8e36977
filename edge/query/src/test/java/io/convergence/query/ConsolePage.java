package io.convergence.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import io.convergence.kit.browser.Browser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.openqa.selenium.interactions.Actions;

/** What tests of the console ask of every screen. */
final class ConsolePage {
    /** Collects violations of the content security policy. */
    static final String REPORTS =
            "window.reports = []; addEventListener('securitypolicyviolation', e => window.reports.push(e.violatedDirective));";

    private static final String AXE = axe();

    private ConsolePage() {}

    /** Presses a key on the element that has the focus. */
    static void press(Browser browser, String key) {
        browser.run("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: '" + key
                + "', bubbles: true, cancelable: true}))");
    }

    /** Presses keys one after the other, as a person does. */
    static void keys(Browser browser, CharSequence... keys) {
        new Actions(browser.driver()).sendKeys(keys).perform();
    }

    /** Writes pictures of the whole page in both themes and widths and checks each. */
    static void pictures(Browser browser, String name) {
        for (boolean isDark : new boolean[] {false, true}) {
            for (int width : new int[] {1440, 400}) {
                browser.shown(width, 900, isDark);
                Object height = browser.run("return Math.max(600, document.querySelector('#app').scrollHeight)");
                browser.shown(width, Math.toIntExact((Long) Objects.requireNonNull(height)), isDark);
                browser.screenshot(
                        Path.of("target/screenshots/" + name + "-" + width + (isDark ? "-dark" : "-light") + ".png"));
                assertFits(browser, width);
            }
        }
        browser.shown(320, 900, false);
        assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
                .as("320 px")
                .isLessThanOrEqualTo(320);
    }

    /** Checks the page as it is, narrow and dark, then wide and light. */
    static void fits(Browser browser) {
        assertFits(browser.shown(400, 900, true), 400);
        assertFits(browser.shown(1440, 900, false), 1440);
    }

    /** Checks that no policy was violated, nothing was reported on the console, and no name has become markup. */
    static void assertClean(Browser browser) {
        assertThat(browser.run("return document.querySelectorAll('img').length"))
                .isEqualTo(0L);
        assertThat(browser.run("return window.reports.length")).isEqualTo(0L);
        assertThat(browser.consoleMessages()).isEmpty();
    }

    /** Checks that nothing scrolls sideways and that no rule for accessible pages is broken. */
    static void assertFits(Browser browser, int width) {
        assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(width);
        browser.run(AXE);
        browser.until("axe.run().then(found => { window.violations = found.violations.map(v => v.id + ' ' "
                + "+ v.nodes.map(n => n.target.join(' ')).join(', ')); done(); })");
        assertThat(String.valueOf(browser.run("return window.violations.join('; ')")))
                .as(width + " px")
                .isEmpty();
    }

    private static String axe() {
        try (InputStream script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of the screen. */
    static String main(Browser browser) {
        return String.valueOf(browser.run("return (document.querySelector('main') || document.body).innerText"))
                .replace('\u00a0', ' ')
                .replaceAll("[\u2068\u2069]", "");
    }
}
