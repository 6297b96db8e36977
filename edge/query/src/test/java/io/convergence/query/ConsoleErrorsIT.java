package io.convergence.query;

import static io.convergence.query.ConsolePage.REPORTS;
import static io.convergence.query.ConsolePage.assertClean;
import static io.convergence.query.ConsolePage.fits;
import static io.convergence.query.ConsolePage.keys;
import static io.convergence.query.ConsolePage.main;
import static io.convergence.query.ConsolePage.pictures;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.kit.browser.Browser;
import io.convergence.kit.wait.Waiting;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The screens of errors in Chromium over the seeded service. Screenshots are written to target/screenshots. */
class ConsoleErrorsIT {
    private static final SeededQuery QUERY = seeded();

    @AfterAll
    static void close() {
        QUERY.close();
    }

    @Test
    void theListHasNewGroupsFirstAndIsNarrowed() {
        try (Browser browser = new Browser().before(REPORTS)) {
            logIn(browser, SeededQuery.ACME);
            open(browser, "/t/acme/errors", "Failed to fetch");
            assertThat(heading(browser)).isEqualTo("3 new groups of errors");
            assertThat(browser.run(
                            "return [...document.querySelectorAll('tbody tr')].map(row => row.cells[0].innerText "
                                    + "+ ' ' + row.cells[3].innerText.replace(/\\u00a0/g, ' ')).join('; ')"))
                    .isEqualTo("New 1,204; New 312; New 6; Known 45.1 k");
            assertThat(main(browser))
                    .contains("TypeError: Cannot read properties of undefined (reading '')")
                    .contains("src/checkout/cart.js", "1.4.2 to 1.4.3", "2 min ago", "unknown")
                    .as("markup is shown as text")
                    .contains("<img src=x onerror=alert(1)>{{7*7}}");
            pictures(browser, "errors");
            browser.shown(1440, 900, false);
            browser.run("const field = document.getElementById('filter'); field.value = 'fetch'; "
                    + "field.dispatchEvent(new Event('input', {bubbles: true}))");
            Waiting.until("one group is shown", () -> !main(browser).contains("TypeError"));
            assertThat(main(browser)).contains("NetworkError: Failed to fetch");
            open(browser, "/t/acme/errors?version=1.4.2-acme", "price of '' is undefined in acme");
            assertThat(heading(browser)).isEqualTo("1 new group of errors, 1.4.2-acme");
            assertThat(main(browser)).doesNotContain("Failed to fetch");
            open(browser, "/t/acme/errors?q=nothing-like-it", "matches");
            fits(browser);
            browser.run("document.querySelector('.empty button').click()");
            Waiting.until("all groups are shown", () -> main(browser).contains("Failed to fetch"));
            assertClean(browser);
        }
    }

    @Test
    void aGroupShowsItsStackInSourceNamesBesideTheRawOne() {
        try (Browser browser = new Browser().before(REPORTS)) {
            logIn(browser, SeededQuery.ACME);
            open(browser, "/t/acme/errors/shop/" + "a".repeat(32), "As the device sent it");
            assertThat(heading(browser)).startsWith("TypeError: Cannot read properties of undefined");
            assertThat(main(browser))
                    .contains("webpack:///./src/checkout/cart.js:48:17", "static/js/app.7fb52c1e.js:1:48213")
                    .contains("1,204 errors in 401 sessions", "in version 1.4.2 to 1.4.3", "chrome, windows, desktop")
                    .doesNotContain("Not resolved", "Not every frame");
            Waiting.until(
                    "the errors over time are drawn",
                    () -> Long.valueOf(1)
                            .equals(browser.run("return document.querySelectorAll('.plot canvas').length")));
            pictures(browser, "error");
            assertClean(browser);
        }
    }

    @Test
    void aGroupSaysWhyItsStackIsNotInSourceNames() {
        try (Browser browser = new Browser().before(REPORTS)) {
            logIn(browser, SeededQuery.ACME);
            open(browser, "/t/acme/errors/shop/" + ErrorSeed.FINGERPRINT, "As the device sent it");
            assertThat(main(browser))
                    .contains("Not resolved: no archive for shop 1.4.2-acme web: upload it.")
                    .contains("at f (https://shop.example/a.js:1:1)", "price of 'socks' is undefined in acme");
            pictures(browser, "error-unresolved");
            open(browser, "/t/acme/errors/shop/" + "c".repeat(32), "Not every frame");
            assertThat(main(browser)).contains("<img src=x onerror=alert(1)>{{7*7}}", "</script>");
            fits(browser);
            open(browser, "/t/acme/errors/api/" + "b".repeat(32), "No error of this group is kept");
            fits(browser);
            open(browser, "/t/acme/errors/shop/" + "f".repeat(32), "there is no such group of errors");
            fits(browser);
            assertThat(browser.run("return window.reports.length")).isEqualTo(0L);
        }
    }

    @Test
    void aPersonWithAKeyboardAloneOpensAGroupAndReadsItsStack() {
        try (Browser browser = new Browser()) {
            logIn(browser, SeededQuery.ACME);
            Waiting.until("the hosts are shown", () -> main(browser).contains("docs.shop.example"));
            keys(browser, "g", "e");
            Waiting.until("the groups are shown", () -> main(browser).contains("Failed to fetch"));
            keys(browser, "j", Keys.ENTER);
            Waiting.until("the group is shown", () -> main(browser).contains("As the device sent it"));
            String focus = "";
            for (int i = 0; i < 60 && !focus.equals("In source names"); i++) {
                keys(browser, Keys.TAB);
                focus = String.valueOf(browser.run("return document.activeElement.getAttribute('aria-label')"));
            }
            assertThat(focus).as("the stack has the focus").isEqualTo("In source names");
            assertThat(browser.run("return document.activeElement.textContent.includes('cart.js:48:17')"))
                    .isEqualTo(true);
        }
    }

    @Test
    void aHostLeadsToItsErrorsAndATenantWithoutErrorsLearnsWhatCollectsThem() {
        try (Browser browser = new Browser().before(REPORTS)) {
            logIn(browser, SeededQuery.ACME);
            open(browser, "/t/acme/hosts/shop/www.shop.example", "Errors here");
            browser.clickLink("Errors here");
            Waiting.until(
                    "the groups of the host are shown", () -> main(browser).contains("cart.js"));
            assertThat(heading(browser)).isEqualTo("2 new groups of errors, shop, www.shop.example");
            assertThat(main(browser)).doesNotContain("Failed to fetch");
        }
        try (Browser browser = new Browser().before(REPORTS)) {
            logIn(browser, SeededQuery.EMPTY);
            open(browser, "/t/initech/errors", "No errors were collected");
            fits(browser);
            assertThat(browser.run("return window.reports.length")).isEqualTo(0L);
        }
    }

    private static String heading(Browser browser) {
        return String.valueOf(browser.run("return document.querySelector('h1').innerText"));
    }

    /** Logs in; the newest verdicts are of now, so that the page does not report a job that is behind. */
    private static void logIn(Browser browser, String token) {
        try {
            QUERY.sql().execute("UPDATE convergence_verdicts SET window_end = date_trunc('minute', now())");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        browser.shown(1440, 900, false).open(QUERY.url("/login#" + token));
    }

    /** Opens an address and waits for a text of its screen. */
    private static void open(Browser browser, String path, String text) {
        browser.open(QUERY.url(path));
        Waiting.until(path + " shows '" + text + "'", () -> main(browser).contains(text));
    }

    private static SeededQuery seeded() {
        SeededQuery query = SeededQuery.start();
        try {
            new ConsoleSeed(query.sql()).write();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return query;
    }
}
