package io.convergence.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.kit.browser.Browser;
import io.convergence.kit.wait.Waiting;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** From the page through the gateway to Kafka, with a canary in each place where a page has personal data. */
class PrivacyIT {
    private static final String CANARY = "canary";

    @Test
    void whatAPageShowsAndAsksForIsNeitherSentNorPublished() throws Exception {
        Map<TopicPartition, Long> before = EventGateway.shared().end();
        try (RumSite site = new RumSite();
                Browser chrome = new Browser()) {
            site.measured(
                    "/account",
                    "",
                    "<h1 title=canary>canary text</h1><form><input id=field name=canary value=canary><button id=send"
                            + " type=button aria-label=canary class=canary>canary</button></form><img id=canary"
                            + " src='/slow.png?u=canary'>");
            chrome.open(site.url("/account?mail=canary#canary")).run("document.cookie = 'user=canary'; rum.consent()");
            chrome.click("send").click("field");
            chrome.run("rum.setUserId('canary@acme.example');"
                    + "rum.recordError(new Error('GET http://jo:canary@shop.localhost/x?mail=canary failed'));"
                    + "rum.recordError({mail: 'canary'}); rum.recordCustomMetric('m', 1, {user: {name: 'canary'}});");
            chrome.until("fetch('/status/500?mail=canary').catch(() => 0).then(() => setTimeout(done, 300))");
            chrome.run("history.pushState(0, '', '/account/next?token=canary')");
            site.leave(chrome);
            site.await("view", view -> view.get("page").asText().equals("/account/next"));

            assertThat(site.posts()).allSatisfy(post -> assertThat(post.text()).doesNotContainIgnoringCase(CANARY));
            int sent = site.events().size();
            Waiting.until(
                    "the events are in Kafka",
                    () -> EventGateway.shared().eventsSince(before).size() >= sent);
            // The event that showed that the gateway is ready is of no session.
            List<JsonNode> published = EventGateway.shared().eventsSince(before).stream()
                    .filter(event -> event.has("session"))
                    .toList();
            assertThat(published.toString()).doesNotContainIgnoringCase(CANARY);
            assertThat(published)
                    .extracting(event -> event.get("type").asText())
                    .contains("breadcrumb", "error", "metric", "resource", "view", "vital");
            assertThat(published).allSatisfy(event -> {
                assertThat(event.get("tenant").asText()).isEqualTo("acme");
                assertThat(event.get("session").asText()).matches("[0-9a-f-]{32,36}");
                assertThat(event.path("labels").path("sdk").asText()).isEqualTo("convergence-rum");
            });
        }
    }
}
