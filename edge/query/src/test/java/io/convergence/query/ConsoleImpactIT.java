package io.convergence.query;

import static io.convergence.query.ConsolePage.REPORTS;
import static io.convergence.query.ConsolePage.assertClean;
import static io.convergence.query.ConsolePage.fits;
import static io.convergence.query.ConsolePage.main;
import static io.convergence.query.ConsolePage.pictures;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.kit.browser.Browser;
import io.convergence.kit.wait.Waiting;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * The screen of what affected users saw, in Chromium over the seeded service. Screenshots are written to
 * target/screenshots.
 */
class ConsoleImpactIT {
    private static final String HOST = "web.acme.example";
    private static final Instant END = recentMinute();
    private static final SeededQuery QUERY = seeded();

    private static Instant recentMinute() {
        return Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(20));
    }

    @AfterAll
    static void close() {
        QUERY.close();
    }

    @Test
    void theScreenShowsWhoIsHitByWhichErrorsAndResourcesAndTheTrailOfThreeSessions() {
        try (Browser browser = new Browser().before(REPORTS)) {
            logIn(browser, SeededQuery.ACME);
            open(browser, "/t/acme/impact/shop/" + HOST + "?at=" + END, "Who is affected");
            assertThat(browser.run("return document.querySelector('h1').innerText"))
                    .isEqualTo("9 of 33 sessions were affected");
            assertThat(rows(browser, 0))
                    .isEqualTo("browser safari 4 6 2.4×; country DE 5 10 1.8×; device desktop 4 9 1.6×");
            assertThat(main(browser))
                    .contains(
                            "TypeError: Cannot read properties of undefined (reading 'total')", "Error: Script error.")
                    .contains("cdn.acme.example", "CDN, Fastly", "2.35 s", "262 ms")
                    .contains("Session s27", "Session s10", "Session s09", "Add to cart")
                    .contains("Sessions without beacons");
            assertThat(browser.run("return document.querySelectorAll('.sides section').length"))
                    .isEqualTo(3L);
            assertThat(rows(browser, 1)).startsWith("TypeError").contains("New", "Known");
            pictures(browser, "impact");
            browser.shown(1440, 900, false);
            browser.clickLink("TypeError: Cannot read properties of undefined (reading 'total')");
            browser.untilAt(QUERY.url("/t/acme/errors/shop/742588092b3f2d339a89b374ecf37b68"));
            assertClean(browser);
        }
    }

    @Test
    void incidentsAndHostsLeadThere() {
        try (Browser browser = new Browser().before(REPORTS)) {
            logIn(browser, SeededQuery.ACME);
            open(browser, "/t/acme/hosts/shop/www.shop.example", "What users see");
            browser.clickLink("What users see");
            Waiting.until("the screen is shown", () -> main(browser).contains("No session was seen"));
            fits(browser);
            open(browser, "/t/acme/incidents", "What users saw");
            browser.shown(1440, 900, false);
            browser.clickLink("What users saw");
            Waiting.until("the screen is shown", () -> main(browser).contains("No session was seen"));
            assertClean(browser);
        }
    }

    @Test
    void aTenantWithoutSessionsLearnsWhatCollectsThem() {
        try (Browser browser = new Browser().before(REPORTS)) {
            logIn(browser, SeededQuery.EMPTY);
            open(browser, "/t/initech/impact/shop/www.shop.example", "No sessions were collected");
            fits(browser);
            assertThat(browser.run("return window.reports.length")).isEqualTo(0L);
        }
    }

    /** The rows of a table but for the third column of the first table, which is a share. */
    private static String rows(Browser browser, int table) {
        return String.valueOf(browser.run("return [...document.querySelectorAll('.plain')[" + table
                        + "].tBodies[0].rows].map(row => [...row.cells].filter((_, i) => " + table
                        + " > 0 || i !== 2).map(cell => cell.innerText).join(' ')).join('; ')"))
                .replace('\u00a0', ' ');
    }

    private static void logIn(Browser browser, String token) {
        browser.shown(1440, 900, false).open(QUERY.url("/login#" + token));
        Waiting.until("the console is shown", () -> main(browser).length() > 0);
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
            new ImpactSeed(query.sql(), END).write("acme", HOST);
            // The newest verdicts are of now, so that the page does not report a job that is behind.
            query.sql().execute("UPDATE convergence_verdicts SET window_end = date_trunc('minute', now())");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return query;
    }
}
