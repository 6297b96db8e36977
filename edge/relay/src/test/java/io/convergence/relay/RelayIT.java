package io.convergence.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.kit.wait.Waiting;
import io.convergence.relay.StubReceiver.Accepted;
import io.convergence.relay.StubReceiver.Behaviour;
import io.convergence.relay.settings.RelaySettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A relay in process, with a real broker and HTTP servers in the place of the receivers. */
class RelayIT {
    private static final Map<String, String> ENVIRONMENT = Map.of("KEY", "routing-key", "SECRET", "a-secret");
    private static final String KEY = "acme/rum.user_impact_correlated/shop/";

    @Test
    void everyReceiverIsInformedOfAFireAndItsResolveAndOfNothingElse() {
        try (SignalTopics topics = SignalTopics.create();
                StubReceiver webhook = StubReceiver.start();
                StubReceiver pagerduty = StubReceiver.start();
                StubReceiver slack = StubReceiver.start();
                StubReceiver teams = StubReceiver.start()) {
            topics.publish(KEY + "resolved", 1_000, 3, false, "warning");
            topics.publish(KEY + "replayed", Signals.json(KEY + "r", 1_000, 0, true, "critical", "t", "m", true));
            topics.publish(KEY + "a", 1_000, 0, true, "critical");
            String routes = "receivers:\n" + receiver("hook", "webhook", webhook, ", secret: \"env:SECRET\"")
                    + receiver("pd", "pagerduty", pagerduty, ", routing-key: \"env:KEY\"")
                    + receiver("slack", "slack", slack, "")
                    + receiver("teams", "teams", teams, "")
                    + "routes:\n  - {tenant: acme, to: [hook, pd, slack, teams]}\n";
            try (Relay relay = start(topics.options(routes))) {
                List<StubReceiver> all = List.of(webhook, pagerduty, slack, teams);
                Waiting.until(
                        "all have the fire",
                        () -> all.stream().allMatch(one -> one.accepted().size() == 1));
                topics.publish(KEY + "a", 1_000, 1, true, "critical");
                Waiting.until(
                        "the webhook has the re-assertion",
                        () -> webhook.accepted().size() == 2);
                topics.publish(KEY + "a", 1_000, 2, false, "critical");
                Waiting.until(
                        "the webhook has the resolve", () -> webhook.accepted().size() == 3);
                Waiting.until(
                        "the others have the resolve",
                        () -> List.of(pagerduty, slack, teams).stream()
                                .allMatch(one -> one.accepted().size() == 2));
                Waiting.until(
                        "the log has four deliveries",
                        () -> topics.latestDeliveries().values().stream()
                                        .filter(value -> value.contains("\"status\":\"resolved\""))
                                        .count()
                                == 4);
                // A job that is restored from an older savepoint publishes the same signals again.
                topics.publish(KEY + "a", 1_000, 1, true, "critical");
                topics.publish(KEY + "end", 1_000, 0, true, "critical");
                Waiting.until(
                        "all have the last signal",
                        () -> all.stream()
                                .allMatch(one -> last(one).contains(KEY + "end") || one == slack || one == teams));
                assertThat(ids(webhook))
                        .containsExactly(
                                Signals.id(KEY + "a", 1_000, 0, true),
                                Signals.id(KEY + "a", 1_000, 1, true),
                                Signals.id(KEY + "a", 1_000, 2, false),
                                Signals.id(KEY + "end", 1_000, 0, true));
                assertThat(pagerduty.accepted()).hasSize(3);
                topics.publish(KEY + "a", null);
                Waiting.until(
                        "deliveries of a removed key are removed",
                        () -> topics.latestDeliveries().keySet().stream().noneMatch(key -> key.endsWith("/a")));
                assertThat(relay.isReady()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Behaviour.class,
            names = {"TOO_MANY", "FAULT", "REDIRECT", "RESET", "HANG"})
    void aReceiverThatFailsHoldsUpNoOtherAndHearsHowThingsAreOnceItIsBack(Behaviour failure) {
        try (SignalTopics topics = SignalTopics.create();
                StubReceiver sick = StubReceiver.start();
                StubReceiver well = StubReceiver.start()) {
            sick.behave(failure);
            String routes = "receivers:\n" + receiver("sick", "webhook", sick, ", secret: \"env:SECRET\"")
                    + receiver("well", "webhook", well, ", secret: \"env:SECRET\"")
                    + "routes:\n  - {tenant: \"*\", to: [sick, well]}\n";
            try (Relay relay = start(topics.options(routes))) {
                for (String host : List.of("a", "b", "c")) {
                    topics.publish(KEY + host, 1_000, 0, true, host.equals("c") ? "critical" : "warning");
                }
                Waiting.until(
                        "the other receiver has all", () -> well.accepted().size() == 3);
                topics.publish(KEY + "a", 1_000, 1, true, "warning");
                Waiting.until(
                        "the other receiver has the change",
                        () -> well.accepted().size() == 4);
                Waiting.until("the failing one was asked twice", () -> sick.requests() >= 2);
                assertThat(metric(relay, "convergence_relay_pending{receiver=\"sick\"}"))
                        .isEqualTo(3);
                assertThat(metric(relay, "convergence_relay_pending{receiver=\"well\"}"))
                        .isZero();
                assertThat(sick.accepted()).isEmpty();
                sick.behave(Behaviour.ACCEPT);
                Waiting.until("it has all that holds", () -> sick.accepted().size() == 3);
                assertThat(ids(sick).get(0)).isEqualTo(Signals.id(KEY + "c", 1_000, 0, true));
                assertThat(ids(sick))
                        .containsExactlyInAnyOrder(
                                Signals.id(KEY + "c", 1_000, 0, true),
                                Signals.id(KEY + "a", 1_000, 1, true),
                                Signals.id(KEY + "b", 1_000, 0, true));
            }
        }
    }

    @Test
    void aRefusedSignalIsCountedAndARouteThatChangesIsFollowed() throws IOException {
        try (SignalTopics topics = SignalTopics.create();
                StubReceiver first = StubReceiver.start();
                StubReceiver second = StubReceiver.start()) {
            first.behave(Behaviour.REFUSE);
            String one = "receivers:\n" + receiver("first", "webhook", first, ", secret: \"env:SECRET\"")
                    + receiver("lake", "events", second, ", tenant: acme, secret: \"env:SECRET\"");
            Map<String, String> options = topics.options(one + "routes:\n  - {tenant: acme, to: [first]}\n");
            try (Relay relay = start(options)) {
                topics.publish(KEY + "a", 1_000, 0, true, "critical");
                String refused = "convergence_relay_deliveries_total{outcome=\"refused\",receiver=\"first\"}";
                Waiting.until("it is refused", () -> metric(relay, refused) == 1);
                assertThat(metricsOfRules())
                        .isNotEmpty()
                        .allSatisfy(name -> assertThat(metrics(relay)).containsPattern("(?m)^" + name + "[{ ]"));
                Files.writeString(
                        Path.of(options.getOrDefault("routes.file", "")),
                        one + receiver("second", "webhook", second, ", secret: \"env:SECRET\"")
                                + "routes:\n  - {tenant: acme, to: [first, second]}\n");
                Waiting.until(
                        "the new receiver hears what fires",
                        () -> second.accepted().size() == 1);
                assertThat(first.requests()).isEqualTo(1);
                topics.publish(KEY + "a", 1_000, 1, false, "critical");
                Waiting.until("it hears the resolve", () -> second.accepted().size() == 2);
                assertThat(first.requests()).isEqualTo(1);
            }
        }
    }

    static Relay start(Map<String, String> options) {
        return Relay.start(RelaySettings.from(options, ENVIRONMENT), ENVIRONMENT);
    }

    static String receiver(String name, String type, StubReceiver stub, String more) {
        return "  - {name: " + name + ", type: " + type + ", url: \"" + stub.url() + "\"" + more + "}\n";
    }

    private static List<String> ids(StubReceiver stub) {
        Function<Accepted, String> id = accepted -> accepted.header("Webhook-id");
        return stub.accepted().stream().map(id).toList();
    }

    private static String last(StubReceiver stub) {
        return stub.accepted().get(stub.accepted().size() - 1).body();
    }

    /** The metrics of the relay in the alert rules. */
    private static List<String> metricsOfRules() throws IOException {
        String rules = Files.readString(Path.of("..", "..", "conf", "prometheus", "alerts.yaml"));
        return Pattern.compile("convergence_relay_\\w+")
                .matcher(rules)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    /** A sample of the relay's metrics; -1 when there is none. */
    static double metric(Relay relay, String sample) {
        Matcher matcher =
                Pattern.compile("(?m)^" + Pattern.quote(sample) + " (\\S+)$").matcher(metrics(relay));
        return matcher.find() ? Double.parseDouble(matcher.group(1)) : -1;
    }

    private static String metrics(Relay relay) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + relay.managementPort() + "/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
