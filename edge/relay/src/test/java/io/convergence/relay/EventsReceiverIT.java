package io.convergence.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.convergence.kit.wait.Waiting;
import io.convergence.relay.StubReceiver.Accepted;
import io.convergence.relay.StubReceiver.Behaviour;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Receivers of events with a real broker and HTTP servers in the place of the receivers. */
class EventsReceiverIT {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String SIGNAL = "acme/rum.user_impact_correlated/shop/";

    @Test
    void everyReceiverGetsTheEventsOfItsTenantInOrderAndOneThatFailsHoldsUpNoOther() {
        try (SignalTopics signals = SignalTopics.create();
                EventTopic events = EventTopic.create();
                StubReceiver acme = StubReceiver.start();
                StubReceiver globex = StubReceiver.start();
                StubReceiver every = StubReceiver.start();
                StubReceiver alerts = StubReceiver.start()) {
            List<String> records = new ArrayList<>();
            for (int number = 0; number < 300; number++) {
                String tenant = number % 3 == 0 ? "globex" : "acme";
                // Both tenants have the same sessions, apps, hosts and keys.
                records.add(EventTopic.event(tenant + '-' + number, tenant, ""));
                events.publish(number % EventTopic.PARTITIONS, records.get(number));
                if (number % 50 == 0) {
                    events.beat(number % EventTopic.PARTITIONS);
                    events.publish(number % EventTopic.PARTITIONS, "{\"v\":1,\"tenant\":\"acme\"}");
                }
            }
            acme.behave(Behaviour.FAULT);
            String routes = "receivers:\n"
                    + events("acme", "acme", acme)
                    + events("globex", "globex", globex)
                    + events("every", "\"*\"", every)
                    + RelayIT.receiver("alerts", "webhook", alerts, ", secret: \"env:SECRET\"")
                    + "routes:\n  - {tenant: \"*\", to: [alerts]}\n";
            try (Relay relay = RelayIT.start(options(signals, events, routes))) {
                Waiting.until("globex has its events", () -> sent(globex).size() == 100);
                Waiting.until(
                        "the receiver of every tenant has all",
                        () -> sent(every).size() == 300);
                Waiting.until("the failing one was asked twice", () -> acme.requests() >= 2);
                signals.publish(SIGNAL + "a", 1_000, 0, true, "critical");
                Waiting.until("the signal is delivered", () -> alerts.accepted().size() == 1);
                assertThat(acme.accepted()).isEmpty();
                assertThat(RelayIT.metric(relay, "convergence_relay_events_waiting_seconds{receiver=\"acme\"}"))
                        .isPositive();
                assertThat(RelayIT.metric(relay, "convergence_relay_events_waiting_seconds{receiver=\"every\"}"))
                        .isZero();
                assertThat(relay.isReady()).isTrue();
                acme.behave(Behaviour.ACCEPT);
                Waiting.until("acme has its events", () -> sent(acme).size() == 200);
                Waiting.until("it is counted", () -> count(relay, "acme", "delivered") == 200);
                assertThat(count(relay, "acme", "unreadable")).isEqualTo(6);
                assertThat(count(relay, "acme", "failed")).isGreaterThanOrEqualTo(200);
            }
            assertThat(sent(acme)).allMatch(record -> records.contains(record) && record.contains("\"acme\""));
            assertThat(sent(globex)).allMatch(record -> records.contains(record) && record.contains("\"globex\""));
            for (StubReceiver receiver : List.of(acme, globex, every)) {
                for (int partition = 0; partition < EventTopic.PARTITIONS; partition++) {
                    int number = partition;
                    List<Integer> order = numbers(receiver).stream()
                            .filter(sent -> sent % EventTopic.PARTITIONS == number)
                            .toList();
                    assertThat(order).isSorted().doesNotHaveDuplicates();
                }
                assertThat(receiver.accepted())
                        .allSatisfy(request -> assertThat(array(request).size()).isBetween(1, 100))
                        .allSatisfy(EventsReceiverIT::checkSignature);
            }
        }
    }

    @Test
    void whatIsTooLargeIsSentInHalvesAndAnEventThatIsTooLargeAloneIsPassedOver() {
        try (SignalTopics signals = SignalTopics.create();
                EventTopic events = EventTopic.create();
                StubReceiver stub = StubReceiver.start()) {
            stub.limit(1_500);
            String tags = "x".repeat(120);
            StringBuilder large = new StringBuilder(",\"tags\":{");
            for (int tag = 0; tag < 16; tag++) {
                large.append(tag == 0 ? "" : ",")
                        .append("\"t")
                        .append((char) ('a' + tag))
                        .append("\":\"")
                        .append(tags)
                        .append('"');
            }
            for (int number = 0; number < 120; number++) {
                events.publish(0, EventTopic.event("acme-" + number, "acme", number == 40 ? large + "}" : ""));
            }
            try (Relay relay = RelayIT.start(
                    options(signals, events, "receivers:\n" + events("acme", "acme", stub) + "routes: []\n"))) {
                Waiting.until(
                        "all but the large one arrive", () -> numbers(stub).size() == 119);
                assertThat(numbers(stub)).isSorted().doesNotHaveDuplicates().doesNotContain(40);
                Waiting.until("it is counted", () -> count(relay, "acme", "delivered") == 119);
                assertThat(count(relay, "acme", "too_large")).isEqualTo(1);
                assertThat(stub.requests()).isGreaterThan(stub.accepted().size());
            }
        }
    }

    @Test
    void aRelayThatIsStartedAgainContinuesAtTheCommittedOffsetAndLosesNothing() {
        try (SignalTopics signals = SignalTopics.create();
                EventTopic events = EventTopic.create();
                StubReceiver stub = StubReceiver.start()) {
            Map<String, String> options =
                    options(signals, events, "receivers:\n" + events("acme", "acme", stub) + "routes: []\n");
            publish(events, 0, 150);
            try (Relay relay = RelayIT.start(options)) {
                Waiting.until("the first arrive", () -> numbers(stub).size() == 150);
                Waiting.until("they are counted", () -> count(relay, "acme", "delivered") == 150);
                stub.behave(Behaviour.TOO_MANY);
                int before = stub.requests();
                publish(events, 150, 300);
                Waiting.until("the next are refused for now", () -> stub.requests() > before);
            }
            assertThat(numbers(stub)).hasSize(150);
            publish(events, 300, 400);
            stub.behave(Behaviour.ACCEPT);
            try (Relay relay = RelayIT.start(options)) {
                Waiting.until("the others arrive", () -> new LinkedHashSet<>(numbers(stub)).size() == 400);
                // The first 150 were committed, so nothing arrived twice.
                assertThat(numbers(stub)).hasSize(400);
                Waiting.until("they are counted", () -> count(relay, "acme", "delivered") == 250);
                stub.behave(Behaviour.REFUSE);
                publish(events, 400, 420);
                Waiting.until("refused events are passed over", () -> count(relay, "acme", "refused") == 20);
                stub.behave(Behaviour.ACCEPT);
                publish(events, 420, 430);
                Waiting.until("later ones arrive", () -> numbers(stub).size() == 410);
                assertThat(numbers(stub)).contains(429).doesNotContain(400, 419);
            }
        }
    }

    private static void publish(EventTopic events, int from, int until) {
        for (int number = from; number < until; number++) {
            events.publish(number % EventTopic.PARTITIONS, EventTopic.event("acme-" + number, "acme", ""));
        }
    }

    private static String events(String name, String tenant, StubReceiver stub) {
        return RelayIT.receiver(name, "events", stub, ", tenant: " + tenant + ", secret: \"env:SECRET\"");
    }

    private static Map<String, String> options(SignalTopics signals, EventTopic events, String routes) {
        Map<String, String> options = signals.options(routes);
        options.put("topics.events", events.name());
        return options;
    }

    private static double count(Relay relay, String receiver, String outcome) {
        return RelayIT.metric(
                relay, "convergence_relay_events_total{outcome=\"" + outcome + "\",receiver=\"" + receiver + "\"}");
    }

    /** The accepted records in the order of their arrival, each as it was sent. */
    private static List<String> sent(StubReceiver stub) {
        List<String> records = new ArrayList<>();
        for (Accepted request : stub.accepted()) {
            String body = request.body();
            // No text of these events contains a brace, so the records are what stands between "},{".
            String inner = body.substring(1, body.length() - 1);
            for (String part : inner.split("(?<=}),(?=\\{\"v\")", -1)) {
                records.add(part);
            }
        }
        return records;
    }

    private static List<Integer> numbers(StubReceiver stub) {
        List<Integer> numbers = new ArrayList<>();
        for (Accepted request : stub.accepted()) {
            array(request).forEach(event -> {
                String id = event.get("id").textValue();
                numbers.add(Integer.valueOf(id.substring(id.indexOf('-') + 1)));
            });
        }
        return numbers;
    }

    private static JsonNode array(Accepted request) {
        try {
            JsonNode array = MAPPER.readTree(request.body());
            assertThat(array.isArray()).isTrue();
            return array;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void checkSignature(Accepted request) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("a-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String signed =
                    request.header("Webhook-id") + '.' + request.header("Webhook-timestamp") + '.' + request.body();
            assertThat(request.header("Webhook-signature"))
                    .isEqualTo("v1,"
                            + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
