package io.convergence.relay.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convergence.core.settings.Secret;
import io.convergence.relay.Signals;
import io.convergence.relay.desired.DesiredSignal;
import io.convergence.relay.routes.Receiver;
import io.convergence.relay.routes.ReceiverType;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageWritersTest {
    private static final String KEY = "acme/rum.user_impact_correlated/shop/h";
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void anAlertHasTheLabelsOfItsFireAndEndsLaterWhileItFires() throws IOException {
        Map<String, String> labels = Map.of("alertname", "A", "severity", "critical");
        List<HttpMessage> messages = writer(ReceiverType.ALERTMANAGER, "http://a:1/", "http://b:1")
                .write(
                        List.of(
                                new Notice(Signals.signal(KEY, 1_000, 1, true), Notice.Kind.FIRE, labels),
                                new Notice(Signals.signal(KEY, 1_000, 1, false), Notice.Kind.RESOLVE, labels)),
                        NOW);
        assertThat(messages)
                .extracting(HttpMessage::url)
                .containsExactly(URI.create("http://a:1/api/v2/alerts"), URI.create("http://b:1/api/v2/alerts"));
        JsonNode alerts = JSON.readTree(messages.get(0).body());
        assertThat(alerts.at("/0/labels/severity").asText()).isEqualTo("critical");
        assertThat(alerts.at("/0/startsAt").asText()).isEqualTo("1970-01-01T00:00:01Z");
        assertThat(alerts.at("/0/endsAt").asText()).isEqualTo("2026-11-27T12:10:00Z");
        assertThat(alerts.at("/1/endsAt").asText()).isEqualTo("1970-01-01T00:01:01Z");
        assertThat(alerts.at("/0/annotations/summary").asText()).isEqualTo("A title");
        assertThat(alerts.at("/0/generatorURL").asText()).isEqualTo("https://console.example/signal");
    }

    @Test
    void anAlertAboutAllGroupsNamesThemInAnAnnotation() throws IOException {
        String one = new String(Signals.json(KEY, 1_000, 0, true, "critical"), StandardCharsets.UTF_8);
        String many = one.replace(
                "\"views\":120",
                "\"groups\":{\"firing\":7,\"worst\":[{\"group\":\"host=a\",\"burn\":100.0},"
                        + "{\"group\":\"host=b\",\"burn\":99.0}],\"others\":5}");
        String all = many.replace("\"others\":5", "\"others\":0");
        List<Notice> notices = new ArrayList<>();
        for (String json : List.of(one, many, all)) {
            DesiredSignal signal = DesiredSignal.read(json.getBytes(StandardCharsets.UTF_8));
            notices.add(new Notice(signal, Notice.Kind.FIRE, Map.of()));
        }
        JsonNode alerts = JSON.readTree(body(ReceiverType.ALERTMANAGER, notices));

        assertThat(alerts.at("/0/annotations").has("groups")).isFalse();
        assertThat(alerts.at("/1/annotations/groups").asText()).isEqualTo("host=a, host=b and 5 more");
        assertThat(alerts.at("/2/annotations/groups").asText()).isEqualTo("host=a, host=b");
    }

    @Test
    void anEventOfPagerdutyIsCutAndKeepsOurKey() throws IOException {
        String message = "\\ud83d\\ude00".repeat(600);
        DesiredSignal signal = DesiredSignal.read(Signals.json(KEY, 1_000, 0, true, "critical", "t", message, false));
        JsonNode event =
                JSON.readTree(body(ReceiverType.PAGERDUTY, List.of(new Notice(signal, Notice.Kind.FIRE, Map.of()))));
        assertThat(event.path("dedup_key").asText()).isEqualTo(KEY);
        assertThat(event.path("event_action").asText()).isEqualTo("trigger");
        assertThat(event.at("/payload/summary").asText()).hasSize(1_023).endsWith("…");
        assertThat(event.at("/payload/source").asText()).isEqualTo("h");
        assertThat(event.at("/payload/severity").asText()).isEqualTo("critical");
        assertThat(event.at("/payload/custom_details/incident").asText()).isEqualTo("acme/shop/h/1000");
        assertThat(event.at("/payload/custom_details/views").asInt()).isEqualTo(120);
        JsonNode resolve =
                JSON.readTree(body(ReceiverType.PAGERDUTY, List.of(new Notice(signal, Notice.Kind.RESOLVE, Map.of()))));
        assertThat(resolve.path("event_action").asText()).isEqualTo("resolve");
        assertThat(resolve.has("payload")).isFalse();
    }

    @Test
    void aLargeEventOfPagerdutyLosesItsEvidence() throws IOException {
        String text = new String(Signals.json(KEY, 1_000, 0, true, "critical"), StandardCharsets.UTF_8);
        String large = text.replace("\"views\":120", "\"views\":\"" + "x".repeat(600_000) + "\"");
        DesiredSignal signal = DesiredSignal.read(large.getBytes(StandardCharsets.UTF_8));
        JsonNode event =
                JSON.readTree(body(ReceiverType.PAGERDUTY, List.of(new Notice(signal, Notice.Kind.FIRE, Map.of()))));
        assertThat(event.at("/payload/custom_details").isMissingNode()).isTrue();
        assertThat(event.at("/payload/summary").asText()).isEqualTo("A message");
    }

    @Test
    void aWebhookIsSignedBySpecification() {
        // The example of the specification's reference libraries.
        Receiver receiver = new Receiver(
                "w",
                ReceiverType.WEBHOOK,
                List.of(URI.create("http://w:1")),
                List.of(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), new Secret("plain")),
                0);
        String value = "{\"id\":\"msg_p5jXN8AQM9LWM0D4loKWxJek\",\"dedup_key\":\"k\",\"status\":\"firing\","
                + "\"starts_at\":\"2026-11-27T12:00:00.000Z\",\"emitted_at\":\"2026-11-27T12:00:00.000Z\"}";
        DesiredSignal signal = DesiredSignal.read(value.getBytes(StandardCharsets.UTF_8));
        HttpMessage message = MessageWriters.of(receiver, Duration.ofMinutes(10))
                .write(List.of(new Notice(signal, Notice.Kind.FIRE, Map.of())), Instant.ofEpochSecond(1614265330))
                .get(0);
        assertThat(message.body()).isEqualTo(signal.value());
        assertThat(message.headers())
                .containsEntry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
                .containsEntry("webhook-timestamp", "1614265330");
        assertThat(message.headers().get("webhook-signature")).matches("v1,[A-Za-z0-9+/]{43}= v1,[A-Za-z0-9+/]{43}=");
    }

    @Test
    void chatMessagesHaveTenLinesAndEscapedText() throws IOException {
        List<Notice> notices = new ArrayList<>();
        for (int i = 0; i < 137; i++) {
            DesiredSignal signal = DesiredSignal.read(
                    Signals.json(KEY + i, 1_000, 0, true, "warning", "<!channel> [x](y)", "m", false));
            notices.add(new Notice(signal, Notice.Kind.FIRE, Map.of()));
        }
        JsonNode slack = JSON.readTree(body(ReceiverType.SLACK, notices));
        assertThat(slack.path("blocks")).hasSize(11);
        assertThat(slack.at("/blocks/0/text/text").asText())
                .isEqualTo("FIRING (warning) <https://console.example/signal|&lt;!channel&gt; [x](y)>");
        assertThat(slack.at("/blocks/10/text/text").asText()).isEqualTo("and 127 more");
        JsonNode teams = JSON.readTree(body(ReceiverType.TEAMS, notices));
        assertThat(teams.at("/attachments/0/content/body")).hasSize(11);
        assertThat(teams.at("/attachments/0/content/body/0/text").asText())
                .isEqualTo("FIRING (warning) [<!channel> \\[x\\]\\(y\\)](https://console.example/signal)");
    }

    private static byte[] body(ReceiverType type, List<Notice> notices) {
        return writer(type, "http://r:1").write(notices, NOW).get(0).body();
    }

    private static MessageWriter writer(ReceiverType type, String... urls) {
        return MessageWriters.of(
                new Receiver(
                        "r", type, List.of(urls).stream().map(URI::create).toList(), List.of(new Secret("key")), 0),
                Duration.ofMinutes(10));
    }
}
