package io.convergence.query;

import static io.convergence.query.ConsolePage.REPORTS;
import static io.convergence.query.ConsolePage.assertClean;
import static io.convergence.query.ConsolePage.assertFits;
import static io.convergence.query.ConsolePage.fits;
import static io.convergence.query.ConsolePage.keys;
import static io.convergence.query.ConsolePage.main;
import static io.convergence.query.ConsolePage.pictures;
import static io.convergence.query.ConsolePage.press;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.http.BearerTokens;
import io.convergence.kit.browser.Browser;
import io.convergence.kit.files.Directories;
import io.convergence.kit.kafka.EmbeddedBroker;
import io.convergence.kit.kafka.Topics;
import io.convergence.kit.net.FreePort;
import io.convergence.kit.postgres.EmbeddedDatabase;
import io.convergence.kit.wait.Waiting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The console in Chromium over the seeded service. Screenshots are written to target/screenshots. */
class ConsoleIT {
    private static final Path SOURCES = Path.of("src/main/console");

    /** Files that only the screen of recordings loads. */
    private static final Pattern OF_RECORDINGS = Pattern.compile("/(recording/.*|(recording|player|segments)\\.js)$");

    private static final EmbeddedBroker BROKER = EmbeddedBroker.startTemporary();
    private static final SeededQuery QUERY = seeded();

    @AfterAll
    static void close() {
        QUERY.close();
        BROKER.close();
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
            pictures(browser, "now");
            assertClean(browser);
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
            assertThat(main(browser))
                    .contains("Users affected", "/checkout/payment", "limit 10", "Signal: UserImpactCorrelated since");
            assertThat(String.valueOf(browser.run("return document.title"))).contains("www.shop.example");
            pictures(browser, "host");
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
    void theCursorOfTheChartsIsMovedByKeys() {
        try (Browser browser = new Browser().before(REPORTS)) {
            logIn(browser, SeededQuery.ACME);
            open(browser, "/t/acme/hosts/shop/www.shop.example", "Pages in this range");
            Waiting.until(
                    "the charts are drawn",
                    () -> Long.valueOf(4)
                            .equals(browser.run("return document.querySelectorAll('.plot canvas').length")));
            String before = String.valueOf(browser.run("return document.getElementById('views-value').textContent"));
            browser.run("document.getElementById('errors-plot').focus()");
            press(browser, "Home");
            Waiting.until(
                    "every chart shows the first minute",
                    () -> !before.equals(browser.run("return document.getElementById('views-value').textContent")));
            assertThat(browser.run("return document.getElementById('errors-plot').getAttribute('aria-valuenow')"))
                    .isEqualTo("0");
            browser.run("document.querySelector('details').open = true");
            Waiting.until("the values are listed", () -> main(browser).contains("25.1"));
            Waiting.until(
                    "the table has its rows",
                    () -> Boolean.TRUE.equals(
                            browser.run("return document.querySelectorAll('details tbody tr').length > 100")));
        }
    }

    @Test
    void signalsLeadToTheirHostOrObjective() {
        try (Browser browser = new Browser().before(REPORTS)) {
            logIn(browser, SeededQuery.ACME);
            open(browser, "/t/acme/signals", "too few views to judge");
            Waiting.until("the answer is shown", () -> main(browser).contains("3 signals are firing"));
            Waiting.until("the deliveries are shown", () -> main(browser).contains("acme-on-call notified at"));
            assertThat(main(browser)).contains("acme-keep not notified: refused 422", "platform is being notified");
            assertThat(main(browser)).contains("page-1h", "too few views to judge", "{{7*7}}");
            pictures(browser, "signals");
            browser.run("document.querySelector('.chips button').click()");
            Waiting.until("only firing signals are shown", () -> !main(browser).contains("recovered"));
            browser.untilAt(QUERY.url("/t/acme/signals?status=firing"));
            press(browser, "j");
            browser.run("document.activeElement.click()");
            Waiting.until("the objective is shown", () -> main(browser).contains("Alert tiers"));
            browser.open(QUERY.url("/signal?kind=slo.burn_rate&slo=customers-can-pay&group=&tier=page-1h"))
                    .untilAt(QUERY.url("/t/acme/objectives/customers-can-pay?tier=page-1h"));
            browser.open(QUERY.url("/signal?kind=rum.user_impact_correlated&app=shop&host=m.shop.example"))
                    .untilAt(QUERY.url("/t/acme/hosts/shop/m.shop.example"));
            Waiting.until("the host is shown", () -> main(browser).contains("Pages in this range"));
            assertClean(browser);
        }
    }

    @Test
    void incidentsAreLanesAndAListAndCanBeCopied() {
        try (Browser browser = new Browser()
                .before(REPORTS)
                .before(
                        "navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); }")) {
            logIn(browser, SeededQuery.ACME);
            open(browser, "/t/acme/incidents", "Copy as text");
            assertThat(String.valueOf(browser.run("return document.querySelector('h1').innerText")))
                    .isEqualTo("2 incidents are open");
            assertThat(browser.run("return document.querySelectorAll('.lane a').length"))
                    .isEqualTo(4L);
            assertThat(main(browser)).contains("302 of 4,321 views failed", "about 400 views missing");
            pictures(browser, "incidents");
            browser.run("document.querySelector('tr:has(a[title=\"www.shop.example\"]) .copy').click()");
            Waiting.until("the copy is reported", () -> main(browser).contains("Copied"));
            String[] lines = String.valueOf(browser.run("return window.copied")).split("\n");
            assertThat(lines).hasSize(5);
            assertThat(lines[0]).isEqualTo("Users affected: www.shop.example (shop), tenant acme");
            assertThat(lines[1]).contains("now, still open");
            assertThat(lines[2]).startsWith("302 of 4,321 views failed");
            assertThat(lines[3])
                    .startsWith("Signals: UserImpactCorrelated: acme-keep not notified: refused 422, acme-on-call");
            assertThat(lines[4]).isEqualTo(QUERY.url("/t/acme/hosts/shop/www.shop.example"));
            open(browser, "/t/acme/incidents?q=nothing-like-it", "matches");
            assertClean(browser);
        }
    }

    @Test
    void objectivesShowWhatIsLeftAndWhatBurns() {
        try (Browser browser = new Browser().before(REPORTS)) {
            logIn(browser, SeededQuery.ACME);
            open(browser, "/t/acme/objectives", "Exhausted");
            assertThat(String.valueOf(browser.run("return document.querySelector('h1').innerText")))
                    .isEqualTo("Objectives: 1 exhausted, 1 burning, 2 without data, 1 ok");
            assertThat(main(browser)).contains("−18.0", "worst of 4: browser=chrome", "pending", "{{7*7}}", "page-1h");
            pictures(browser, "objectives");
            browser.run("document.activeElement.blur()");
            press(browser, "j");
            press(browser, "j");
            browser.run("document.activeElement.click()");
            Waiting.until("the objective is shown", () -> main(browser).contains("Alert tiers"));
            assertThat(main(browser))
                    .as("the same number as in the list")
                    .contains("41.2", "1,231 of 3,000 bad events left", "in 1 d 4 h", "/checkout/payment", "missed")
                    .contains("Created by ana of acme over the API", "target nothing → 0.985");
            Waiting.until(
                    "budget and burn are drawn",
                    () -> Long.valueOf(2)
                            .equals(browser.run("return document.querySelectorAll('.plot canvas').length")));
            pictures(browser, "objective");
            browser.run("document.querySelectorAll('.tier-table .link')[1].click()");
            browser.untilAt(QUERY.url("/t/acme/objectives/customers-can-pay?tier=ticket-3d"));
            open(browser, "/t/acme/objectives/works-in-every-browser?group=browser%3Dsafari", "Groups (4)");
            assertThat(main(browser)).contains("group browser=safari", "42.0");
            assertFits(browser, 400);
            assertClean(browser);
        }
    }

    @Test
    void intakeSaysWhatStaysUnseenAndWhatPrivacyEnforces() {
        try (Browser browser = new Browser().before(REPORTS)) {
            logIn(browser, SeededQuery.ACME);
            open(browser, "/t/acme/intake", "What privacy enforces");
            Waiting.until(
                    "the hosts are compared", () -> main(browser).contains("1 host with beacons, without checks"));
            assertThat(main(browser))
                    .contains("docs.shop.example", "No IP address is stored", "views taken in", "requests were refused")
                    .contains("no_consent", "pk_shop", "any");
            Waiting.until(
                    "views and refusals are drawn",
                    () -> Long.valueOf(2)
                            .equals(browser.run("return document.querySelectorAll('.plot canvas').length")));
            pictures(browser, "intake");
            assertClean(browser);
        }
    }

    @Test
    void settingsChangeThemeAndZoneAndLogOut() {
        try (Browser browser = new Browser().before(REPORTS)) {
            logIn(browser, SeededQuery.ACME);
            open(browser, "/t/acme/settings", "acme-reader");
            assertThat(main(browser)).contains("Reader", "from 10 % of views");
            pictures(browser, "settings");
            browser.run("document.querySelector('input[value=dark]').click()");
            assertThat(browser.run("return document.documentElement.hasAttribute('data-dark')"))
                    .isEqualTo(true);
            assertFits(browser, 400);
            browser.run("document.querySelector('input[value=local]').click()");
            Waiting.until(
                    "times are local",
                    () -> String.valueOf(browser.run("return document.querySelector('header').innerText"))
                            .contains("UTC+"));
            browser.run("document.querySelector('main button').click()");
            Waiting.until("the login is shown", () -> main(browser).contains("Log in"));
            browser.run("document.getElementById('token').value = 'a-token-that-nobody-has'; "
                    + "document.querySelector('form button').click()");
            Waiting.until("the refusal is explained", () -> main(browser).contains("not known or has expired"));
            fits(browser);
            browser.open(QUERY.url("/t/acme/settings"));
            Waiting.until("the session has ended", () -> main(browser).contains("Log in"));
        }
    }

    @Test
    void aTenantWithoutRowsIsToldWhatWouldBeThere() {
        try (Browser browser = new Browser().before(REPORTS)) {
            logIn(browser, SeededQuery.EMPTY);
            Waiting.until("the answer is shown", () -> main(browser).contains("No host has been judged yet"));
            fits(browser);
            open(browser, "/t/initech/incidents", "No incident in the last 7");
            fits(browser);
            open(browser, "/t/initech/objectives", "No objective yet");
            fits(browser);
            open(browser, "/t/initech/signals", "No signal in the last 24");
            fits(browser);
            open(browser, "/t/initech/objectives/unknown", "there is no objective of this name");
            fits(browser);
            open(browser, "/t/initech/nowhere", "There is no such page");
            press(browser, "g");
            press(browser, "i");
            browser.untilAt(QUERY.url("/t/initech/incidents"));
            press(browser, "]");
            browser.untilAt(QUERY.url("/t/initech/incidents?from=now-30d"));
            press(browser, "?");
            assertThat(browser.run(
                            "return document.querySelector('dialog[open]').innerText.includes('Go to Objectives')"))
                    .isEqualTo(true);
            fits(browser);
        }
    }

    @Test
    void anAnswerThatFailsOrIsAwaitedLeavesTheRestOfThePage() {
        try (Browser browser = new Browser()
                .before(REPORTS)
                .before(
                        "const real = fetch; window.fetch = (url, options) => String(url).includes(window.stalled) ? new Promise(() => {}) "
                                + ": String(url).includes(window.failing) ? Promise.reject(new TypeError()) : real(url, options);")) {
            logIn(browser, SeededQuery.ACME);
            Waiting.until("the hosts are shown", () -> main(browser).contains("www.shop.example"));
            browser.run("window.stalled = '/api/v1/incidents'");
            browser.clickLink("Incidents");
            Waiting.until("the wait is explained", () -> main(browser).contains("Loading incidents"));
            fits(browser);
            browser.run("window.stalled = undefined");
            browser.clickLink("Signals");
            Waiting.until("the signals are shown", () -> main(browser).contains("page-1h"));
            browser.run("window.failing = '/api/v1/signals'");
            browser.run("document.querySelectorAll('.ranges button')[1].click()");
            Waiting.until("the failure is explained", () -> main(browser).contains("The server was not reached"));
            assertThat(main(browser)).as("the last data stays").contains("page-1h", "Next try at");
            fits(browser);
            browser.run("window.failing = undefined; document.querySelector('.notice button').click()");
            Waiting.until("the failure is over", () -> !main(browser).contains("not reached"));
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
            browser.clickLink("Signals");
            Waiting.until("the signals are shown", () -> main(browser).contains("page-1h"));
            assertThat(main(browser))
                    .as("nothing is known of deliveries without a broker")
                    .doesNotContainIgnoringCase("notified");
            browser.run("document.querySelector('[data-steady] a').focus()");
            query.sql()
                    .execute(
                            "INSERT INTO signals (dedup_key, episode, sequence, id, incident, status, reason, name, plane, "
                                    + "kind, severity, tenant, app, host, service, slo, slo_group, tier, title, message, "
                                    + "starts_at, ends_at, occurred_at, evidence, replay) "
                                    + "SELECT dedup_key || '/new', episode, sequence, id, incident, status, reason, "
                                    + "name, plane, kind, severity, tenant, app, host, service, slo, slo_group, tier, "
                                    + "'A signal that is new', message, now(), ends_at, now(), evidence, replay FROM signals "
                                    + "WHERE tenant = 'globex' AND slo IS NULL");
            Waiting.until("rows stay while they are read", () -> main(browser).contains(", show"));
            assertThat(main(browser)).doesNotContain("A signal that is new");
            browser.run("document.querySelector('.changes').click()");
            Waiting.until("the change is shown", () -> main(browser).contains("A signal that is new"));
            query.access(SeededQuery.accessText()
                    .replace("globex-editor", "renamed")
                    .replace(BearerTokens.digest(SeededQuery.GLOBEX), BearerTokens.digest("another")));
            Waiting.until("the login is shown", () -> main(browser).contains("Log in"));
        }
    }

    @Test
    void theEditorChecksWhatIsTypedAndKeepsTheDraft() {
        try (Browser browser = new Browser().before(REPORTS)) {
            logIn(browser, SeededQuery.ACME);
            open(browser, "/t/acme/objectives/new", "Begin with a template");
            fits(browser);
            browser.run("document.querySelector('.chips button').click()");
            Waiting.until("the meaning is explained", () -> main(browser).contains("fires when over"));
            assertThat(main(browser))
                    .contains("No problem.", "99 % must be good, so 1 % may be bad", "SLO app-availability is new")
                    .as("a reader saves nothing")
                    .contains("Your token reads only");
            assertThat(browser.run("return document.getElementById('save')")).isNull();
            type(browser, "'target: 0.99'", "'target: 1.2'");
            Waiting.until("the mistake is counted", () -> main(browser).contains("1 error"));
            pictures(browser, "editor");
            browser.clickLink("line 24");
            assertThat(browser.run("const field = document.activeElement; "
                            + "return field.value.slice(field.selectionStart, field.selectionEnd)"))
                    .isEqualTo("    - target: 1.2");
            open(browser, "/t/acme/objectives/new", "1 error");
            assertThat(browser.run("return document.getElementById('text').value.includes('target: 1.2')"))
                    .as("the draft survives a reload")
                    .isEqualTo(true);
            for (String template : List.of("latency", "checks", "verdicts", "joint")) {
                browser.run("[...document.querySelectorAll('.chips button')].find(b => b.textContent === '" + template
                        + "').click()");
                Waiting.until(template + " is valid", () -> main(browser).contains("is new") && isValid(browser));
            }
            assertClean(browser);
        }
    }

    @Test
    void aDocumentOfFilesIsTakenOverSavedAndDeletedAndASecondEditorIsSeen() throws SQLException {
        try (EmbeddedBroker broker = EmbeddedBroker.startTemporary();
                SeededQuery query = SeededQuery.start("kafka.bootstrap.servers", broker.bootstrapServers());
                Browser browser = new Browser().before(REPORTS)) {
            Topics.create(broker.bootstrapServers(), List.of(new NewTopic("slo.definitions", 1, (short) 1)));
            query.sql()
                    .execute(
                            "DELETE FROM slo_documents; INSERT INTO slo_documents (topic_id, position, tenant, kind, name, "
                                    + "text, written_at, origin) VALUES ('topic', 900, 'globex', 'SLO', 'customers-can-pay', '"
                                    + DOCUMENT + "', now(), 'file')");
            browser.shown(1440, 900, false).open(query.url("/login#" + SeededQuery.GLOBEX));
            Waiting.until("the hosts are shown", () -> main(browser).contains("www.shop.example"));
            browser.open(query.url("/t/globex/objectives/customers-can-pay"));
            Waiting.until("the owner is named", () -> main(browser).contains("managed by files"));
            browser.clickLink("Edit");
            Waiting.until("the rule is explained", () -> main(browser).contains("slo apply refuses to change it"));
            Waiting.until("the document is checked", () -> main(browser).contains("What it means"));
            assertThat(browser.run("return document.getElementById('text').readOnly"))
                    .isEqualTo(true);
            assertThat(browser.run("return document.getElementById('save')")).isNull();
            fits(browser);
            browser.run("document.querySelector('.notice button').click()");
            Waiting.until(
                    "the document can be edited",
                    () -> Boolean.FALSE.equals(browser.run("return document.getElementById('text').readOnly")));
            type(browser, "'target: 0.985'", "'target: 0.97'");
            Waiting.until("the change is explained", () -> main(browser).contains("98.5 % → 97 %"));
            browser.run("document.getElementById('save').click()");
            Waiting.until("the change is saved", () -> main(browser).contains("Saved. customers-can-pay holds from"));

            String path = "/api/v1/slos/customers-can-pay";
            String tag = query.send(query.request(path)
                            .header("Authorization", "Bearer " + SeededQuery.GLOBEX)
                            .header("Accept", "application/yaml")
                            .GET())
                    .headers()
                    .firstValue("ETag")
                    .orElseThrow();
            assertThat(query.send(query.request(path)
                                    .header("Authorization", "Bearer " + SeededQuery.GLOBEX)
                                    .header("Content-Type", "application/yaml")
                                    .header("If-Match", tag)
                                    .PUT(BodyPublishers.ofString(DOCUMENT.replace("0.985", "0.96"))))
                            .statusCode())
                    .isEqualTo(200);
            type(browser, "'target: 0.97'", "'target: 0.95'");
            Waiting.until("the change is explained", () -> main(browser).contains("98.5 % → 95 %"));
            browser.run("document.getElementById('save').click()");
            Waiting.until(
                    "both texts are shown", () -> main(browser).contains("Someone else has changed this objective"));
            assertThat(main(browser)).contains("Saved by the other", "target: 0.96", "Yours", "only here");
            assertThat(browser.run("return document.getElementById('text').value.includes('0.95')"))
                    .as("what was typed is kept")
                    .isEqualTo(true);
            pictures(browser, "conflict");
            browser.run("document.querySelector('section.notice button').click()");
            Waiting.until(
                    "saving is possible again",
                    () -> Boolean.FALSE.equals(browser.run("return document.getElementById('save').disabled")));
            browser.run("document.getElementById('save').click()");
            Waiting.until("the change is saved", () -> main(browser).contains("Saved. customers-can-pay holds from"));
            assertThat(query.get(SeededQuery.GLOBEX, "/api/v1/openslo").body()).contains("0.95");

            browser.run(
                    "[...document.querySelectorAll('.buttons button')].find(b => b.textContent === 'Delete').click()");
            Waiting.until(
                    "the deletion is asked about", () -> main(browser).contains("Its budget is no longer computed"));
            fits(browser);
            browser.run("document.querySelector('section.notice .primary').click()");
            Waiting.until("the objective is deleted", () -> main(browser).contains("Deleted."));
            assertThat(query.get(SeededQuery.GLOBEX, "/api/v1/openslo").body()).doesNotContain("customers-can-pay");
            assertThat(browser.run("return window.reports.length")).isEqualTo(0L);
        }
    }

    @Test
    void aHostSaysWhatWasBeforeAndMarksItsChanges() throws SQLException {
        QUERY.sql()
                .execute("INSERT INTO convergence_transitions SELECT (jsonb_populate_record(t, jsonb_build_object("
                        + "'window_end', t.window_end - interval '1 hour', 'verdict', 'healthy', "
                        + "'previous_verdict', 'user_impact_confirmed'))).* FROM convergence_transitions AS t "
                        + "WHERE tenant = 'acme' AND host = 'm.shop.example'");
        try (Browser browser = new Browser().before(REPORTS)) {
            logIn(browser, SeededQuery.ACME);
            open(browser, "/t/acme/hosts/shop/m.shop.example", "Before: healthy for 1 h.");
            assertThat(main(browser)).contains("Signal: UserImpactUnseenBySynthetics since");
            assertThat(browser.run("return document.querySelectorAll('.ticks button').length"))
                    .isEqualTo(2L);
            browser.run("document.querySelectorAll('.ticks button')[1].click()");
            Waiting.until(
                    "the hour around the change is shown",
                    () -> String.valueOf(browser.run("return location.search")).contains("from=20"));
            assertThat(browser.run("return document.querySelectorAll('.ticks button').length"))
                    .isIn(1L, 2L);
            assertClean(browser);
        }
    }

    @Test
    void aPersonWithAKeyboardAloneGetsFromAHostToWhatBurns() {
        try (Browser browser = new Browser()) {
            logIn(browser, SeededQuery.ACME);
            Waiting.until("the hosts are shown", () -> main(browser).contains("docs.shop.example"));
            keys(browser, "j", Keys.ENTER);
            Waiting.until("the host is shown", () -> main(browser).contains("Pages in this range"));
            String focus = "";
            for (int i = 0; i < 60 && !focus.equals("Pages"); i++) {
                keys(browser, Keys.TAB);
                focus = String.valueOf(browser.run("return document.activeElement.getAttribute('aria-label')"));
            }
            assertThat(focus).as("the table of pages has the focus").isEqualTo("Pages");
            assertThat(browser.run("return document.activeElement.textContent.includes('/checkout/payment')"))
                    .isEqualTo(true);
            keys(browser, "g", "o");
            Waiting.until("the objectives are shown", () -> main(browser).contains("Exhausted"));
            keys(browser, "j", "j", Keys.ENTER);
            Waiting.until("the objective is shown", () -> main(browser).contains("Alert tiers"));
            assertThat(main(browser)).contains("Burning");
        }
    }

    @Test
    void theAccessibilityTreeOfTheFirstScreenHasEveryValueOfARow() {
        try (Browser browser = new Browser()) {
            logIn(browser, SeededQuery.ACME);
            Waiting.until("the hosts are shown", () -> main(browser).contains("docs.shop.example"));
            Object nodes = Objects.requireNonNull(browser.driver()
                    .executeCdpCommand("Accessibility.getFullAXTree", Map.of())
                    .get("nodes"));
            String cells = ((List<?>) nodes)
                    .stream()
                            .map(Map.class::cast)
                            .map(node -> text(node, "role") + ' ' + text(node, "name"))
                            .filter(line -> line.startsWith("cell") || line.contains("header"))
                            .collect(Collectors.joining("\n"))
                            .replace('\u00a0', ' ');
            assertThat(cells)
                    .containsSubsequence(
                            "columnheader Errors limit 10 %",
                            "columnheader Checks failed limit 50 %",
                            "rowheader Users affected (2)",
                            "cell Users affected",
                            "rowheader www.shop.example shop",
                            "cell 1,204",
                            "cell over the limit: 25.1 %",
                            "cell over the limit: 22 of 30",
                            "cell Users affected, checks pass",
                            "rowheader m.shop.example shop");
            for (String vision : List.of("protanopia", "deuteranopia", "tritanopia", "achromatopsia")) {
                browser.driver().executeCdpCommand("Emulation.setEmulatedVisionDeficiency", Map.of("type", vision));
                browser.screenshot(Path.of("target/screenshots/now-" + vision + ".png"));
            }
        }
    }

    @Test
    void aWrongClockOfTheBrowserChangesNoAge() {
        try (Browser browser = new Browser()
                .before("const Real = Date; window.Date = class extends Real { constructor(...a) { "
                        + "a.length ? super(...a) : super(Real.now() - 7200000); } "
                        + "static now() { return Real.now() - 7200000; } }")) {
            logIn(browser, SeededQuery.ACME);
            open(browser, "/t/acme/hosts/shop/www.shop.example", "Pages in this range");
            assertThat(main(browser))
                    .containsPattern("Users affected since (\\d\\d-\\d\\d )?\\d\\d:\\d\\d:00 UTC \\(2\\d min\\)");
            assertThat(main(browser)).doesNotContain("No verdict for anyone");
        }
    }

    @Test
    void aStoppedJobAndAnAbsentBrokerAreReportedAndNamesStayText() throws SQLException {
        String port = String.valueOf(FreePort.any());
        try (SeededQuery query = SeededQuery.start("kafka.bootstrap.servers", "127.0.0.1:1", "server.port", port);
                Browser browser = new Browser().before(REPORTS)) {
            List<String> names = List.of(
                    "<img src=x onerror=alert(1)>",
                    "javascript:alert(1)",
                    "</script>",
                    "{{7*7}}",
                    "\u202egnp.exe",
                    "e" + "\u0301".repeat(64),
                    "shop");
            for (int i = 0; i < names.size(); i++) {
                String host = ("h" + i + '.' + "a".repeat(62) + '.' + "b".repeat(62) + '.' + "c".repeat(62) + '.'
                        + "d".repeat(58));
                query.sql()
                        .execute(
                                "INSERT INTO convergence_verdicts SELECT (jsonb_populate_record(v, jsonb_build_object('app', '"
                                        + names.get(i) + "', 'host', '" + host
                                        + "'))).* FROM convergence_verdicts AS v WHERE tenant = 'globex' AND app = 'shop'");
            }
            query.sql()
                    .execute("UPDATE convergence_verdicts SET window_end = now() - interval '5 minutes'"
                            + " WHERE tenant = 'globex'");
            browser.shown(1440, 900, false).open(query.url("/login#" + SeededQuery.GLOBEX));
            Waiting.until("the delay is reported", () -> main(browser).contains("No verdict for anyone since"));
            Waiting.until("the broker is missed", () -> main(browser).contains("Kafka does not answer"));
            assertThat(main(browser)).contains("<img src=x", "javascript:alert(1)", "</script>", "{{7*7}}");
            fits(browser);
            browser.run("document.querySelector('.host a[title^=h6]').click()");
            Waiting.until("the host is shown", () -> main(browser).contains("What changed"));
            fits(browser);
            assertThat(browser.run("return document.querySelectorAll('img').length + window.reports.length"))
                    .isEqualTo(0L);
            query.sql().execute("UPDATE convergence_verdicts SET window_end = now() WHERE tenant = 'globex'");
            Waiting.until("the delay is over", () -> !main(browser).contains("No verdict for anyone"));
            query.close();
            Waiting.until(
                    "the service is missed",
                    () -> String.valueOf(browser.run("return document.body.innerText"))
                            .contains("Not live since"));
            assertThat(main(browser)).doesNotContain("No verdict for anyone");
            try (Query again = query.another()) {
                Waiting.until(
                        "the page is live again without a reload",
                        () -> !String.valueOf(browser.run("return document.body.innerText"))
                                .contains("Not live since"));
                assertThat(again.port()).isEqualTo(Integer.parseInt(port));
            }
        }
    }

    @Test
    void anAbsentDatabaseIsReportedAndThePageHealsByItself() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(Directories.temporary("query-postgres-"), 0);
                SeededQuery query = SeededQuery.startOn(database, "query.timeout", "1 s");
                Browser browser = new Browser().before(REPORTS)) {
            browser.shown(1440, 900, false).open(query.url("/login#" + SeededQuery.GLOBEX));
            Waiting.until("the hosts are shown", () -> main(browser).contains("www.shop.example"));
            database.stop();
            browser.clickLink("Signals");
            Waiting.until("the failure is explained", () -> main(browser).contains("This could not be loaded."));
            assertThat(main(browser))
                    .contains("Next try at", "Request ")
                    .as("what cannot be known is not claimed")
                    .doesNotContain("No signal", "No verdict for anyone");
            browser.clickLink("Now");
            Waiting.until("the first screen reports it", () -> main(browser).contains("This could not be loaded."));
            assertThat(main(browser)).as("the last data stays").contains("www.shop.example");
            fits(browser);
            database.start();
            Waiting.until(
                    "the page has healed without a reload", () -> !main(browser).contains("This could not be loaded."));
            browser.clickLink("Signals");
            Waiting.until("the signals are shown", () -> main(browser).contains("page-1h"));
            assertThat(browser.run("return window.reports.length")).isEqualTo(0L);
        }
    }

    @Test
    void theSourcesUseNoUnsafeConstructAndWhatIsServedIsSmall() throws IOException {
        try (Stream<Path> own = Files.walk(SOURCES)) {
            for (Path file : own.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file, StandardCharsets.UTF_8);
                assertThat(text)
                        .as(file.toString())
                        .doesNotContain("innerHTML", "unsafeHTML", "unsafe-html", "eval(", " style=", "document.write");
                assertThat(text.lines().count())
                        .as(file.toString())
                        .isLessThan(file.toString().endsWith(".css") ? 500 : 250);
            }
        }
        int everywhere = 0;
        int ofRecordings = 0;
        try (Stream<Path> served = Files.walk(Path.of("target/classes/console"))) {
            for (Path file : served.filter(Files::isRegularFile).toList()) {
                if (OF_RECORDINGS.matcher(file.toString()).find()) {
                    ofRecordings += compressed(file);
                } else {
                    everywhere += compressed(file);
                }
            }
        }
        assertThat(everywhere).as("bytes that a browser loads, at most 100 KB").isLessThan(100_000);
        assertThat(ofRecordings)
                .as("bytes that the screen of recordings loads besides, most of them the player of rrweb")
                .isLessThan(110_000);
    }

    private static int compressed(Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(Files.readAllBytes(file));
        }
        return bytes.size();
    }

    /** A valid document of the objective that burns. */
    private static final String DOCUMENT = """
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: customers-can-pay, displayName: Customers can pay}
            spec:
              service: shop
              indicator:
                metadata: {name: pay-views}
                spec:
                  ratioMetric:
                    counter: true
                    total: {metricSource: {type: convergence, spec: {source: rum, where: {app: shop}}}}
                    good: {metricSource: {type: convergence, spec: {source: rum, where: {app: shop}, good: {ok: true}}}}
              timeWindow: [{duration: 30d, isRolling: true}]
              budgetingMethod: Occurrences
              objectives:
                - target: 0.985
            """;

    /** Logs in; the newest verdicts are of now, so that the page does not report a job that is behind. */
    private static void logIn(Browser browser, String token) {
        try {
            QUERY.sql().execute("UPDATE convergence_verdicts SET window_end = date_trunc('minute', now())");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        browser.shown(1440, 900, false).open(QUERY.url("/login#" + token));
    }

    private static SeededQuery seeded() {
        ConsoleFeed.write(BROKER);
        SeededQuery query = SeededQuery.start("kafka.bootstrap.servers", BROKER.bootstrapServers());
        try {
            new ConsoleSeed(query.sql()).write();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return query;
    }

    /** Opens an address and waits for a text of its screen. */
    private static void open(Browser browser, String path, String text) {
        browser.open(QUERY.url(path));
        Waiting.until(path + " shows '" + text + "'", () -> main(browser).contains(text));
    }

    /** Replaces a part of the text of the editor; both are JavaScript expressions. */
    private static void type(Browser browser, String part, String other) {
        browser.run("const field = document.getElementById('text'); field.value = field.value.replace(" + part + ", "
                + other + "); field.dispatchEvent(new Event('input', {bubbles: true}))");
    }

    private static boolean isValid(Browser browser) {
        return Boolean.TRUE.equals(
                browser.run("return document.getElementById('text').getAttribute('aria-invalid') === 'false'"));
    }

    /** The value of a property of a node of the accessibility tree. */
    private static String text(Map<?, ?> node, String property) {
        return node.get(property) instanceof Map<?, ?> value ? String.valueOf(value.get("value")) : "";
    }
}
