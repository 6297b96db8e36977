package io.convergence.query;

import static io.convergence.query.ConsolePage.REPORTS;
import static io.convergence.query.ConsolePage.fits;
import static io.convergence.query.ConsolePage.keys;
import static io.convergence.query.ConsolePage.main;
import static io.convergence.query.ConsolePage.pictures;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.kit.browser.Browser;
import io.convergence.kit.kafka.EmbeddedBroker;
import io.convergence.kit.kafka.Topics;
import io.convergence.kit.wait.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/**
 * The screen that plays recordings, in Chromium over the service, a database, a broker and a directory of objects.
 * Screenshots are written to target/screenshots.
 */
class ConsoleRecordingIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path DATAKIT =
            Path.of("../gateway/src/test/resources/datakit/session_replay_segment.decoded.json");
    private static final String HOST = "web.acme.example";
    private static final Instant START = recentMinute();

    @TempDir
    static Path directory;

    private static EmbeddedBroker broker;
    private static SeededQuery query;
    private static RecordingSeed seed;

    /** Segments of a recording of a minute: those after 15 s and 30 s, and one that begins with the whole page. */
    private static List<ArrayNode> segments;

    private static Instant recentMinute() {
        return Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(40));
    }

    @BeforeAll
    static void start() throws SQLException, IOException {
        broker = EmbeddedBroker.startTemporary();
        Topics.create(broker.bootstrapServers(), List.of(new NewTopic("rum.events", 1, (short) 1)));
        query = SeededQuery.start(
                "kafka.bootstrap.servers", broker.bootstrapServers(), "replay.directory", directory.toString());
        new ConsoleSeed(query.sql()).write();
        seed = new RecordingSeed(query, directory);
        segments = split(MAPPER.readTree(RecordedPage.record(START)));
        recording("acme", "s-shop", 0, 1, 2, 3);
        seed.event("acme", "s-shop", START, "view", "initial_load", "");
        seed.event("acme", "s-shop", START.plusSeconds(5), "action", "Add to basket", "");
        seed.event("acme", "s-shop", START.plusSeconds(31), "error", "PaymentError", "The payment has failed");
    }

    @AfterAll
    static void stop() {
        query.close();
        broker.close();
    }

    @Test
    void theTrailOfAnIncidentLeadsToTheRecordingWhichIsPlayedToItsEnd() throws SQLException, IOException {
        new ImpactSeed(query.sql(), START).write("acme", HOST);
        for (int i = 0; i < segments.size(); i++) {
            seed.segment("acme", "s27", i, segments.get(i));
        }
        try (Browser browser = new Browser().before(REPORTS)) {
            logIn(browser, SeededQuery.ACME);
            open(browser, "/t/acme/impact/shop/" + HOST + "?at=" + START, "Watch the recording");
            browser.clickLink("Watch the recording");
            Waiting.until("the recording is shown", () -> isReady(browser));
            assertThat(String.valueOf(browser.run("return location.pathname")))
                    .isEqualTo("/t/acme/recordings/shop/s27");
            assertThat(main(browser)).contains("Recording of session s27", "0:00 of 1:00", "are masked");
            assertThat(recorded(browser, "return document.body.innerText"))
                    .contains("xxxxx xxx")
                    .doesNotContain("Green tea");
            browser.run("document.querySelector('[aria-label=\"8 times\"]').click()");
            browser.run("document.querySelector('.play').click()");
            Waiting.until("the recording has been played", () -> main(browser).contains("Play again"));
            assertThat(main(browser)).contains("1:00 of 1:00");
            assertThat(recorded(browser, "return document.querySelector('#pot').className"))
                    .isEqualTo("chosen");
            assertQuiet(browser);
        }
    }

    @Test
    void aLinkShowsAMomentOfTheRecordingAndTheKeyboardMovesIt() {
        try (Browser browser = new Browser().before(REPORTS)) {
            logIn(browser, SeededQuery.ACME);
            play(browser, "/t/acme/recordings/shop/s-shop?at=" + START.plusSeconds(35));
            assertThat(main(browser)).contains("0:35 of 1:00", "PaymentError: The payment has failed", "Add to basket");
            assertThat(recorded(browser, "return document.querySelector('#alert').textContent"))
                    .isEqualTo("xxx xxxxxxx xxx xxxxxx");
            assertThat(recorded(browser, "return document.querySelector('#name').value"))
                    .isEqualTo("************");
            assertThat(recorded(browser, "return String(document.querySelector('#pot.chosen'))"))
                    .isEqualTo("null");
            pictures(browser, "recording");

            browser.shown(1440, 900, false);
            browser.run("document.getElementById('position').focus()");
            keys(browser, Keys.HOME);
            Waiting.until("the start is shown", () -> main(browser).contains("0:00 of 1:00"));
            Waiting.until(
                    "the page is as it was then",
                    () -> recorded(browser, "return String(document.querySelector('#alert'))")
                            .equals("null"));
            keys(browser, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
            Waiting.until("two seconds later", () -> main(browser).contains("0:02 of 1:00"));
            assertThat(String.valueOf(browser.run("return location.search"))).contains("at=");
            assertThat(browser.run("return document.getElementById('position').getAttribute('aria-valuetext')"))
                    .asString()
                    .contains("0:02 of 1:00");
            new Actions(browser.driver())
                    .keyDown(Keys.SHIFT)
                    .sendKeys(Keys.TAB)
                    .keyUp(Keys.SHIFT)
                    .sendKeys(Keys.ENTER)
                    .perform();
            Waiting.until("it plays", () -> main(browser).contains("Pause"));
            keys(browser, Keys.ENTER);
            Waiting.until("it is paused", () -> !main(browser).contains("Pause"));
            browser.run("document.querySelector('.ticks button').click()");
            Waiting.until("the error is shown", () -> main(browser).contains("0:31 of 1:00"));
            assertThat(browser.run("return document.querySelector('[aria-current=step]').innerText"))
                    .asString()
                    .contains("PaymentError");
            browser.hideAndShow();
            assertThat(main(browser)).as("nothing is loaded again").contains("0:31 of 1:00");
            assertQuiet(browser);
        }
    }

    @Test
    void aHostileRecordingRunsNothingLoadsNothingAndReachesNothing() throws SQLException, IOException {
        try (TrapServer trap = new TrapServer();
                Browser browser = new Browser()) {
            seed.session("acme", "s-hostile", START, true);
            seed.segment(
                    "acme",
                    "s-hostile",
                    0,
                    MAPPER.readTree(HostileRecording.records(trap.origin(), START.toEpochMilli())));
            logIn(browser, SeededQuery.ACME);
            play(browser, "/t/acme/recordings/shop/s-hostile");
            Waiting.until(
                    "the page is shown",
                    () -> recorded(browser, "return document.body.innerText").contains("hostile page"));
            browser.run("document.querySelector('.play').click()");
            Waiting.until("the recording has been played", () -> main(browser).contains("Play again"));
            assertThat(recorded(browser, "return document.querySelectorAll('p').length"))
                    .as("the page and its changes are drawn")
                    .isEqualTo("2");
            assertThat(trap.requests()).as("while it was played").isEmpty();
            assertThat(recorded(
                            browser,
                            "for (const id of ['run', 'link', 'blank', 'top']) document.getElementById(id).click(); "
                                    + "document.getElementById('form').submit(); return String(self.hacked)"))
                    .isEqualTo("undefined");
            assertThat(player(
                            browser,
                            "return [self.origin, self.hacked, " + outcome("parent.document.title")
                                    + ", " + outcome("top.document.title") + ", " + outcome("document.cookie") + ", "
                                    + outcome("localStorage.length") + "].map(String).join()"))
                    .isEqualTo("null,undefined,SecurityError,SecurityError,SecurityError,SecurityError");
            assertThat(player(browser, "return document.querySelector('iframe').sandbox.value"))
                    .isEqualTo("allow-same-origin");
            player(
                    browser,
                    "window.answer = 'none'; fetch('" + query.url("/api/v1/me") + "', {credentials: 'include'})"
                            + ".then(() => { window.answer = 'read'; }, () => { window.answer = 'refused'; })");
            Waiting.until(
                    "the service is not reached",
                    () -> player(browser, "return window.answer").equals("refused"));
            assertThat(browser.run(
                            "return String(self.hacked) + document.querySelectorAll('img, script[src*=trap]').length"))
                    .isEqualTo("undefined0");
            assertThat(browser.driver().getWindowHandles()).hasSize(1);
            assertThat(String.valueOf(browser.run("return location.pathname"))).endsWith("/s-hostile");
            assertThat(trap.requests())
                    .as("requests and connections of the browser")
                    .isEmpty();
            browser.run("location.href = '" + trap.origin() + "/of-the-test'");
            Waiting.until("the trap works", () -> !trap.requests().isEmpty());
        }
    }

    @Test
    void theFilesOfThePlayerHaveAPolicyOfTheirOwn() throws IOException {
        String frame =
                String.valueOf(query.get(SeededQuery.ACME, "/").body()).replaceAll("(?s).*(/assets/[^/]+/).*", "$1");
        assertThat(query.get(SeededQuery.ACME, frame + "recording/frame.html")
                        .headers()
                        .map()
                        .get("Content-Security-Policy"))
                .isEqualTo(
                        List.of(
                                "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:; "
                                        + "font-src data:; frame-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"));
    }

    @Test
    void aPartThatIsMissingIsNamedAndPassedOver() throws SQLException, IOException {
        recording("acme", "s-gap", 0, 3);
        seed.row("acme", "s-gap", 1, RecordingSeed.time(segments.get(1).path(0)), last(1));
        try (Browser browser = new Browser().before(REPORTS)) {
            logIn(browser, SeededQuery.ACME);
            play(browser, "/t/acme/recordings/shop/s-gap?at=" + START.plusSeconds(14));
            assertThat(main(browser))
                    .contains("A part is missing: the part from "
                            + clock(RecordingSeed.time(segments.get(1).path(0))) + " to "
                            + clock(RecordingSeed.time(segments.get(3).path(0))));
            pictures(browser, "recording-gap");
            browser.shown(1440, 900, false);
            browser.run("document.querySelector('.play').click()");
            Waiting.until("the part after it is played", () -> isAfter(browser, 43));
            assertThat(recorded(browser, "return String(document.querySelector('#alert') !== null)"))
                    .isEqualTo("true");
            assertQuiet(browser);
        }
    }

    @Test
    void whatCannotBeShownSaysWhy() throws SQLException, IOException {
        seed.session("acme", "s-none", START, false);
        seed.session("acme", "s-expired", START, true);
        seed.session("acme", "s-deleted", START, true);
        seed.row("acme", "s-deleted", 0, START, START.plusSeconds(5));
        recording("acme", "s-changes", 1, 2);
        recording("globex", "s-globex", 0, 1);
        try (Browser browser = new Browser().before(REPORTS)) {
            logIn(browser, SeededQuery.ACME);
            open(browser, "/t/acme/recordings/shop/s-none", "This session was not recorded.");
            pictures(browser, "recording-none");
            open(browser, "/t/acme/recordings/shop/s-expired", "has expired");
            open(browser, "/t/acme/recordings/shop/s-deleted", "no longer in its store");
            open(browser, "/t/acme/recordings/shop/s-changes", "the whole page is missing");
            open(browser, "/t/acme/recordings/shop/s-globex", "there is no such session");
            assertThat(main(browser))
                    .contains("Not found.", "of another tenant")
                    .doesNotContain("Next try");
            fits(browser);
            open(browser, "/t/globex/recordings/shop/s-globex", "the token has no such tenant");
            open(browser, "/t/acme/recordings/shop", "There is no such page");
            logIn(browser, SeededQuery.EMPTY);
            open(browser, "/t/initech/recordings/shop/s-shop", "no sessions of this tenant were collected");
            assertThat(browser.run("return window.reports.length")).isEqualTo(0L);
        }
    }

    @Test
    void anErasedSessionIsNoLongerThere() throws SQLException, IOException {
        recording("globex", "s-erased", 0, 1, 2, 3);
        try (Browser browser = new Browser().before(REPORTS)) {
            logIn(browser, SeededQuery.GLOBEX);
            play(browser, "/t/globex/recordings/shop/s-erased");
            assertThat(query.send(query.request("/api/v1/sessions/s-erased")
                                    .header("Authorization", "Bearer " + SeededQuery.GLOBEX)
                                    .DELETE())
                            .statusCode())
                    .isEqualTo(200);
            open(browser, "/t/globex/recordings/shop/s-erased", "there is no such session");
            assertThat(main(browser)).contains("when it was erased");
            assertThat(browser.run("return document.querySelectorAll('iframe').length"))
                    .isEqualTo(0L);
        }
    }

    @Test
    void aStoreThatIsAwayAndABuildWithoutThePlayerAreReported() {
        try (Browser browser = new Browser()
                .before(REPORTS)
                .before("const real = fetch; window.fetch = (url, options) => real(url, options).then(answer => "
                        + "String(url).includes('/replay/') && !window.isBack ? new Response(new ReadableStream({pull(body) { "
                        + "body.enqueue(new TextEncoder().encode('[')); body.error(new TypeError('closed')); }}), "
                        + "{headers: {'Content-Type': 'application/json'}}) : answer);")) {
            logIn(browser, SeededQuery.ACME);
            open(browser, "/t/acme/recordings/shop/s-shop", "its store may be away");
            assertThat(main(browser)).contains("Next try at");
            fits(browser);
            browser.run("window.isBack = true; document.querySelector('.notice button').click()");
            Waiting.until("the recording is shown", () -> isReady(browser));

            browser.driver().executeCdpCommand("Network.enable", Map.of());
            browser.driver().executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of("*rrweb.js")));
            browser.driver().executeCdpCommand("Network.setCacheDisabled", Map.of("cacheDisabled", true));
            browser.run(
                    "window.isBack = true; history.pushState(null, '', '/t/acme/settings'); dispatchEvent(new Event('popstate'))");
            Waiting.until("another screen is shown", () -> main(browser).contains("acme-reader"));
            browser.backTo(query.url("/t/acme/recordings/shop/s-shop"));
            Waiting.until("the lack is explained", () -> main(browser).contains("This build has no player"));
            assertThat(main(browser)).contains("PaymentError");
            fits(browser);
        }
    }

    @Test
    void aRecordingOfDataKitIsPlayedAsWell() throws SQLException, IOException {
        ArrayNode records = (ArrayNode) MAPPER.readTree(DATAKIT.toFile()).path("records");
        long shift = START.toEpochMilli() - records.path(0).path("timestamp").asLong();
        records.forEach(record ->
                ((ObjectNode) record).put("timestamp", record.path("timestamp").asLong() + shift));
        seed.session("acme", "s-datakit", START, true);
        seed.segment("acme", "s-datakit", 0, records);
        try (Browser browser = new Browser().before(REPORTS)) {
            logIn(browser, SeededQuery.ACME);
            play(browser, "/t/acme/recordings/shop/s-datakit");
            assertThat(main(browser)).contains("0:00 of 0:30");
            Waiting.until(
                    "the page is shown",
                    () -> recorded(browser, "return String(document.querySelector('#test') !== null)")
                            .equals("true"));
            assertQuiet(browser);
        }
    }

    /** A session with some of the segments. */
    private static void recording(String tenant, String session, int... indexes) throws SQLException, IOException {
        seed.session(tenant, session, START, true);
        for (int index : indexes) {
            seed.segment(tenant, session, index, segments.get(index));
        }
    }

    private static List<ArrayNode> split(JsonNode records) {
        List<ArrayNode> split = new ArrayList<>();
        for (JsonNode record : records) {
            long millis = record.path("timestamp").asLong() - START.toEpochMilli();
            boolean isPage = record.path("type").asInt() == 4;
            boolean isLate = millis >= 15_000L * split.size() && split.size() < 3;
            if (split.isEmpty() || isPage || isLate) {
                split.add(MAPPER.createArrayNode());
            }
            split.get(split.size() - 1).add(record);
        }
        assertThat(split).hasSize(4);
        return split;
    }

    private static Instant last(int segment) {
        return RecordingSeed.time(
                segments.get(segment).path(segments.get(segment).size() - 1));
    }

    private static String clock(Instant at) {
        return LocalTime.ofInstant(at.truncatedTo(ChronoUnit.SECONDS), ZoneOffset.UTC)
                .format(java.time.format.DateTimeFormatter.ofPattern("HH:mm:ss"));
    }

    private static String outcome(String expression) {
        return "(() => { try { return " + expression + "; } catch (failure) { return failure.name; } })()";
    }

    /** Logs in; the newest verdicts are of now, so that the page does not report a job that is behind. */
    private static void logIn(Browser browser, String token) {
        try {
            query.sql().execute("UPDATE convergence_verdicts SET window_end = date_trunc('minute', now())");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        browser.shown(1440, 900, false).open(query.url("/login#" + token));
        Waiting.until("the console is shown", () -> main(browser).contains("host"));
    }

    /** Opens an address and waits for a text of its screen. */
    private static void open(Browser browser, String path, String text) {
        browser.open(query.url(path));
        Waiting.until(path + " shows '" + text + "'", () -> main(browser).contains(text));
    }

    /** Opens a recording and waits until it can be played. */
    private static void play(Browser browser, String path) {
        browser.open(query.url(path));
        Waiting.until(path + " can be played", () -> isReady(browser));
    }

    private static boolean isReady(Browser browser) {
        return Boolean.FALSE.equals(
                browser.run("const play = document.querySelector('.play'); return play ? play.disabled : true"));
    }

    private static boolean isAfter(Browser browser, int seconds) {
        return Boolean.TRUE.equals(
                browser.run("return Number(document.getElementById('position').value) >= " + seconds * 1000));
    }

    /** No policy was violated and nothing was reported on the console. */
    private static void assertQuiet(Browser browser) {
        assertThat(browser.run("return window.reports.length")).isEqualTo(0L);
        assertThat(browser.consoleMessages()).isEmpty();
    }

    /** What a script returns in the document that plays. */
    private static String player(Browser browser, String script) {
        return within(browser, 1, script);
    }

    /** What a script returns in the document of the recorded page. */
    private static String recorded(Browser browser, String script) {
        return within(browser, 2, script);
    }

    private static String within(Browser browser, int depth, String script) {
        browser.driver().switchTo().defaultContent();
        browser.driver().switchTo().frame(browser.driver().findElement(By.cssSelector(".screen iframe")));
        for (int i = 0; i < depth; i++) {
            browser.driver().switchTo().frame(0);
        }
        try {
            return String.valueOf(browser.run(script));
        } finally {
            browser.driver().switchTo().defaultContent();
        }
    }
}
