package io.convergence.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.kit.browser.Browser;
import io.convergence.kit.wait.Waiting;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Recordings by rrweb itself, from the page through the gateway to the store and to Kafka. */
class RecorderIT {
    private static final String RRWEB = "replay: () => new Promise((resolve, reject) => {"
            + "const script = document.createElement('script'); script.src = '/rrweb.js';"
            + "script.onload = () => resolve(window.rrweb); script.onerror = reject; document.head.append(script)}),";
    private static final String BODY =
            "<h1 id=title>canary</h1><p>canary text</p><input id=field><button id=go>" + "canary</button>";

    @Test
    void aSessionIsRecordedWithItsTextsAndInputsMasked() throws Exception {
        Map<TopicPartition, Long> before = EventGateway.shared().end();
        try (RumSite site = new RumSite();
                Browser chrome = new Browser()) {
            site.measured("/account", RRWEB + "replaySampleRate: 1", BODY);
            chrome.open(site.url("/account?mail=canary")).run("rum.consent()");
            chrome.until("(function wait() { rum.recorder ? done() : setTimeout(wait, 10) })()");
            chrome.click("go");
            chrome.run("document.getElementById('title').textContent = 'canary again'");
            chrome.run("const field = document.getElementById('field'); field.value = 'canary';"
                    + "field.dispatchEvent(new Event('input', {bubbles: true}))");
            // A mutation is observed at the end of its task.
            chrome.until("setTimeout(done, 50)");
            String session = String.valueOf(chrome.run("return rum.session.state.id"));
            site.leave(chrome);
            // The gateway stores a segment before it answers, and the site keeps its answer.
            Waiting.until(
                    "the segment with the changed input is stored and answered",
                    () -> stored(session).contains("\"source\":5")
                            && site.segments().size()
                                    >= EventGateway.shared().segments(session).size());

            assertThat(site.segments()).containsOnly(202);
            assertThat(stored(session))
                    .contains("\"type\":4", "\"type\":2", "\"type\":3")
                    .doesNotContainIgnoringCase("canary");
            Waiting.until(
                    "the segments are in Kafka",
                    () -> segments(before).size() >= site.segments().size());
            assertThat(segments(before))
                    .allSatisfy(
                            event -> assertThat(event.get("session").asText()).isEqualTo(session));
        }
    }

    @Test
    void withoutASampleOfRecordingsRrwebIsNotLoaded() throws Exception {
        try (RumSite site = new RumSite();
                Browser chrome = new Browser()) {
            site.measured("/", RRWEB, BODY);
            chrome.open(site.url("/")).run("rum.consent()");
            chrome.click("go");
            site.leave(chrome);
            site.await("view", view -> true);
            assertThat(site.segments()).isEmpty();
        }
    }

    @Test
    void afterRevokeNothingIsRecordedOrSent() throws Exception {
        try (RumSite site = new RumSite();
                Browser chrome = new Browser()) {
            site.measured("/", RRWEB + "replaySampleRate: 1", BODY);
            chrome.open(site.url("/")).run("rum.consent()");
            chrome.until("(function wait() { rum.recorder ? done() : setTimeout(wait, 10) })()");
            chrome.run("rum.revoke()");
            chrome.click("go");
            site.leave(chrome);
            assertThat(site.segments()).isEmpty();
            assertThat(site.posts()).isEmpty();
        }
    }

    private static String stored(String session) {
        return EventGateway.shared().segments(session).toString();
    }

    private static List<JsonNode> segments(Map<TopicPartition, Long> before) {
        return EventGateway.shared().eventsSince(before).stream()
                .filter(event -> event.get("type").asText().equals("replay"))
                .toList();
    }
}
