package io.convergence.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import io.convergence.http.BearerTokens;
import io.convergence.kit.browser.Browser;
import io.convergence.kit.wait.Waiting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The console in Chromium over the seeded service. Screenshots are written to target/screenshots. */
class ConsoleIT {
    private static final Path SOURCES = Path.of("src/main/console");
    private static final String AXE = axe();
    private static final SeededQuery QUERY = SeededQuery.start();

    @AfterAll
    static void close() {
        QUERY.close();
    }

    @Test
    void theFirstScreenAnswersWhetherUsersAreAffected() {
        try (Browser browser = new Browser().before(REPORTS)) {
            logIn(browser, SeededQuery.ACME);
            Waiting.until("the hosts are shown", () -> main(browser).contains("docs.shop.example"));
            assertThat(String.valueOf(browser.run("return document.querySelector('h1').innerText")))
                    .contains("Yes, on 2 of 5 hosts");
            assertThat(main(browser)).contains("25.1", "www.shop.example");
            Waiting.until(
                    "the title has the answer",
                    () -> String.valueOf(browser.run("return document.title")).startsWith("(2) acme"));
            // The name of an app that is markup is shown as text.
            assertThat(main(browser)).contains("<img src=x");
            assertThat(browser.run("return document.querySelectorAll('img').length"))
                    .isEqualTo(0L);
            for (boolean isDark : new boolean[] {false, true}) {
                for (int width : new int[] {1440, 400}) {
                    browser.shown(width, width == 400 ? 1600 : 900, isDark);
                    browser.screenshot(
                            Path.of("target/screenshots/now-" + width + (isDark ? "-dark" : "-light") + ".png"));
                    assertFits(browser, width);
                }
            }
            assertThat(browser.run("return window.reports.length")).isEqualTo(0L);
            assertThat(browser.consoleMessages()).isEmpty();
        }
    }

    @Test
    void aHostShowsItsChartsPagesAndChanges() {
        try (Browser browser = new Browser().before(REPORTS)) {
            logIn(browser, SeededQuery.ACME);
            Waiting.until("the hosts are shown", () -> main(browser).contains("www.shop.example"));
            browser.clickLink("www.shop.example");
            Waiting.until("the host is shown", () -> main(browser).contains("Pages in this range"));
            Waiting.until(
                    "the charts are drawn",
                    () -> Long.valueOf(4)
                            .equals(browser.run("return document.querySelectorAll('.plot canvas').length")));
            assertThat(main(browser)).contains("Users affected", "/checkout/payment", "limit 10", "Signal: acme:");
            assertThat(String.valueOf(browser.run("return document.title"))).contains("www.shop.example");
            for (boolean isDark : new boolean[] {false, true}) {
                for (int width : new int[] {1440, 400}) {
                    browser.shown(width, width == 400 ? 2400 : 1500, isDark);
                    browser.screenshot(
                            Path.of("target/screenshots/host-" + width + (isDark ? "-dark" : "-light") + ".png"));
                    assertFits(browser, width);
                }
            }
            browser.run("document.querySelector('.plain tbody th').append('/very'.repeat(60))");
            assertFits(browser, 400);
            assertThat(browser.run("return getComputedStyle(document.querySelector('.plain tbody th')).unicodeBidi"))
                    .as("a name with right-to-left marks leaves its neighbours as they are")
                    .isEqualTo("isolate");
            assertThat(browser.run("return window.reports.length")).isEqualTo(0L);
            assertThat(browser.consoleMessages()).isEmpty();
        }
    }

    @Test
    void aChangeIsShownWithoutAReloadAndALostSessionLeadsToTheLogin() throws Exception {
        try (SeededQuery query = SeededQuery.start("events.interval", "100 ms");
                Browser browser = new Browser()) {
            browser.open(query.url("/login#" + SeededQuery.GLOBEX));
            Waiting.until("the hosts are shown", () -> main(browser).contains("www.shop.example"));
            assertThat(main(browser)).contains("No user impact observed on 1 host");
            Waiting.until(
                    "the page is live",
                    () -> String.valueOf(browser.run("return document.body.innerText"))
                            .contains("Live"));
            query.sql()
                    .execute("UPDATE convergence_verdicts SET verdict = 'user_impact_confirmed', rum_degraded = true, "
                            + "window_end = window_end + interval '10 s' WHERE tenant = 'globex'");
            Waiting.until("the change is shown", () -> main(browser).contains("Yes, on 1 of 1 host"));
            query.access(SeededQuery.accessText()
                    .replace("globex-editor", "renamed")
                    .replace(BearerTokens.digest(SeededQuery.GLOBEX), BearerTokens.digest("another")));
            Waiting.until("the login is shown", () -> main(browser).contains("Log in"));
        }
    }

    @Test
    void theSourcesUseNoUnsafeConstructAndAreSmall() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (Stream<Path> own = Files.walk(SOURCES);
                Stream<Path> libraries = Files.walk(Path.of("target/classes/console/lib"))) {
            for (Path file :
                    Stream.concat(own, libraries).filter(Files::isRegularFile).toList()) {
                ByteArrayOutputStream one = new ByteArrayOutputStream();
                try (GZIPOutputStream gzip = new GZIPOutputStream(one)) {
                    gzip.write(Files.readAllBytes(file));
                }
                compressed.writeBytes(one.toByteArray());
                if (file.startsWith(SOURCES)) {
                    String text = Files.readString(file, StandardCharsets.UTF_8);
                    assertThat(text)
                            .as(file.toString())
                            .doesNotContain(
                                    "innerHTML", "unsafeHTML", "unsafe-html", "eval(", " style=", "document.write");
                    assertThat(text.lines().count())
                            .as(file.toString())
                            .isLessThan(file.toString().endsWith(".css") ? 500 : 250);
                }
            }
        }
        assertThat(compressed.size()).isLessThan(100_000);
    }

    /** Collects violations of the content security policy. */
    private static final String REPORTS =
            "window.reports = []; addEventListener('securitypolicyviolation', e => window.reports.push(e.violatedDirective));";

    private static void logIn(Browser browser, String token) {
        browser.shown(1440, 900, false).open(QUERY.url("/login#" + token));
    }

    /** Checks that nothing scrolls sideways and that no rule for accessible pages is broken. */
    private static void assertFits(Browser browser, int width) {
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

    private static String main(Browser browser) {
        return String.valueOf(browser.run("return (document.querySelector('main') || document.body).innerText"));
    }
}
