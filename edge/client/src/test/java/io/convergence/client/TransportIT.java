package io.convergence.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.kit.browser.Browser;
import io.convergence.kit.wait.Waiting;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransportIT {
    private static final String MANY = "for (let i = 0; i < %d; i++) rum.recordCustomMetric('m', i);";

    private RumSite site;
    private Browser chrome;

    @BeforeEach
    void start() throws Exception {
        site = new RumSite()
                .measured("/", "", "<h1>Shop</h1>")
                .measured(
                        "/numbers",
                        "beforeSend: event => /^(m|initial_load)$/.test(event.name) && event",
                        "<h1>Shop</h1>");
        chrome = new Browser();
        chrome.open(site.url("/numbers"));
    }

    @AfterEach
    void stop() {
        chrome.close();
        site.close();
    }

    @Test
    void tenEventsAreSentAtOnceAndFewerAfterFiveSeconds() {
        chrome.run("rum.consent();" + MANY.formatted(10));
        Waiting.until("ten events are here", () -> numbers().size() == 10);
        assertThat(site.posts()).hasSize(1);

        chrome.run("window.began = performance.now(); rum.recordCustomMetric('m', 10)");
        Waiting.until("the last event is here", () -> numbers().size() == 11);

        assertThat(elapsedMillis()).isGreaterThan(4900);
    }

    @Test
    void batchesThatFailAreRepeatedInOrder() {
        site.refuse(503, "1");
        site.refuse(429, "");
        chrome.run("rum.consent();" + MANY.formatted(10));
        Waiting.until("the first batch was refused", () -> !site.posts().isEmpty());
        chrome.run("for (let i = 10; i < 25; i++) rum.recordCustomMetric('m', i)");
        Waiting.until("all events are here", () -> numbers().size() == 25);

        assertThat(numbers()).isSorted();
        assertThat(site.posts()).extracting(RumSite.Post::status).startsWith(503, 429, 202);
    }

    @Test
    void theTimeOfRetryAfterIsWaitedFor() {
        site.refuse(429, "3");
        chrome.run("window.began = performance.now(); rum.consent();" + MANY.formatted(10));
        Waiting.until("all events are here", () -> numbers().size() == 10);

        assertThat(elapsedMillis()).isGreaterThan(3000);
    }

    @Test
    void whatTheGatewayRefusesForGoodIsDropped() {
        site.refuse(422, "");
        chrome.run("rum.consent();" + MANY.formatted(10));
        Waiting.until("the batch was refused", () -> site.posts().size() == 1);
        chrome.until("(function wait() { rum.queue.dropped > 0 ? done() : setTimeout(wait, 10) })()");
        site.leave(chrome);

        assertThat(numbers()).isEmpty();
        assertThat(site.events("view")).hasSize(1);
    }

    @Test
    void atMost200EventsWaitAndTheOldestGo() {
        site.refuse(503, "60");
        chrome.run("rum.consent();" + MANY.formatted(10));
        Waiting.until("the batch was refused", () -> site.posts().size() == 1);
        chrome.until("(function wait() { rum.queue.length >= 10 ? done() : setTimeout(wait, 10) })()");
        chrome.run("for (let i = 10; i < 500; i++) rum.recordCustomMetric('m', i);");
        assertThat(chrome.run("return rum.queue.length")).isEqualTo(200L);
        assertThat((Long) chrome.run("return rum.queue.dropped")).isGreaterThanOrEqualTo(300L);
        chrome.hideAndShow();
        site.await("view", event -> true);

        assertThat(numbers()).isSorted().endsWith(499L).doesNotContain(0L, 100L);
    }

    @Test
    void atMost256KibibytesWait() {
        chrome.open(site.url("/"));
        site.refuse(503, "60");
        chrome.run("rum.consent();" + MANY.formatted(10));
        Waiting.until("the batch was refused", () -> site.posts().size() == 1);
        chrome.until("(function wait() { rum.queue.length >= 10 ? done() : setTimeout(wait, 10) })()");
        chrome.run("for (let i = 0; i < 100; i++) { const e = new Error('m' + i); e.stack = 'Error: m\\n' + "
                + "'    at f (https://a.example/b.js:1:2)\\n'.repeat(250); rum.recordError(e) }");

        assertThat((Long) chrome.run("return rum.queue.bytes")).isBetween(240_000L, 262_144L);
        assertThat((Long) chrome.run("return rum.queue.length")).isLessThan(100L);
    }

    @Test
    void itsOwnRequestsAreNotRecorded() {
        chrome.open(site.url("/"));
        site.refuse(503, "1");
        site.refuse(503, "1");
        chrome.run("rum.consent();" + MANY.formatted(30));
        Waiting.until("all events are here", () -> numbers().size() == 30);
        chrome.until("setTimeout(done, 300)");
        site.leave(chrome);

        assertThat(site.events("resource"))
                .noneMatch(
                        event -> event.path("labels").path("url_path").asText().contains("ingest"));
        assertThat(site.first("view", event -> true)
                        .path("measures")
                        .path("failed_requests")
                        .asInt())
                .isZero();
    }

    @Test
    void noTaskOfTheClientIsLong() {
        chrome.open(site.url("/"));
        chrome.run("window.tasks = []; new PerformanceObserver(list => list.getEntries().forEach(entry =>"
                + " tasks.push(...entry.scripts.filter(script => /rum\\.js/.test(script.sourceURL)).map(script =>"
                + " script.duration)))).observe({type: 'long-animation-frame', buffered: true})");
        chrome.run("rum.consent();" + MANY.formatted(300));
        chrome.until("Promise.allSettled(Array.from({length: 60}, (none, i) => fetch('/status/404?' + i)))"
                + ".then(() => setTimeout(done, 500))");
        chrome.hideAndShow();
        site.await("view", event -> true);

        assertThat(chrome.run("return tasks.filter(millis => millis > 50).join()"))
                .isEqualTo("");
    }

    @Test
    void whatBeforeSendChangesOrRefusesIsNotSentAsItWas() {
        site.measured(
                "/checked",
                "beforeSend: event => { if (event.name === 'bad') throw Error('x'); if (event.name === 'no') return"
                        + " null; event.page = '/renamed'; return event }",
                "<h1>Shop</h1>");
        chrome.open(site.url("/checked"))
                .run("rum.consent(); ['no', 'bad', 'yes'].forEach(name => rum.recordCustomMetric(name, 1))");
        site.leave(chrome);

        assertThat(site.await("metric", event -> event.get("name").asText().equals("yes")))
                .extracting(event -> event.get("name").asText())
                .contains("yes")
                .doesNotContain("no", "bad");
        assertThat(site.events())
                .allSatisfy(event -> assertThat(event.get("page").asText()).isEqualTo("/renamed"));
    }

    /** Milliseconds since the page has set {@code began}. */
    private double elapsedMillis() {
        return Double.parseDouble(String.valueOf(chrome.run("return performance.now() - began")));
    }

    private List<Long> numbers() {
        return site.events("metric").stream()
                .filter(event -> event.get("name").asText().equals("m"))
                .map(event -> event.get("value").asLong())
                .toList();
    }
}
