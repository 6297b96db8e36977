package io.convergence.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.convergence.kit.files.Directories;
import io.convergence.kit.process.JvmProcess;
import io.convergence.kit.wait.Waiting;
import io.convergence.relay.StubReceiver.Accepted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Receivers of events of a relay that is killed at random moments. */
class EventsKillIT {
    /** Kills; {@code -Dconvergence.kills=50} is a long run. */
    private static final int KILLS = Integer.getInteger("convergence.kills", 6);

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int SESSIONS = 10;
    private static final int EVENTS_BETWEEN_KILLS = 150;

    @Test
    void noEventIsLostAndTheOrderOfEachSessionIsKept() {
        Random random = new Random(11);
        Path logs = Directories.temporary("events-kill-");
        try (SignalTopics signals = SignalTopics.create();
                EventTopic events = EventTopic.create();
                StubReceiver acme = StubReceiver.start();
                StubReceiver every = StubReceiver.start()) {
            String routes = "receivers:\n"
                    + RelayIT.receiver("acme", "events", acme, ", tenant: acme, secret: \"env:SECRET\"")
                    + RelayIT.receiver("every", "events", every, ", tenant: \"*\", secret: \"env:SECRET\"")
                    + "routes: []\n";
            Map<String, String> options = signals.options(routes);
            options.put("topics.events", events.name());
            JvmProcess relay = RelayKillIT.process(options, logs);
            int published = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                int heard = acme.requests() + every.requests() + random.nextInt(4);
                publish(events, published, published + EVENTS_BETWEEN_KILLS);
                published += EVENTS_BETWEEN_KILLS;
                Waiting.until("some of it was sent", () -> acme.requests() + every.requests() >= heard);
                relay.kill();
                relay.start();
            }
            publish(events, published, published + EVENTS_BETWEEN_KILLS);
            int all = published + EVENTS_BETWEEN_KILLS;
            Waiting.until("acme has its events", () -> numbers(acme).size() == all / 2);
            Waiting.until("the other receiver has all", () -> numbers(every).size() == all);
            relay.close();
            checkOrder(acme);
            checkOrder(every);
        } finally {
            Directories.delete(logs);
        }
    }

    /** Publishes events whose ids are {@code session-step}: the steps of each session count up from 0. */
    private static void publish(EventTopic events, int from, int until) {
        for (int number = from; number < until; number++) {
            int session = number % SESSIONS;
            String tenant = session < SESSIONS / 2 ? "acme" : "globex";
            String event = EventTopic.event(session + "-" + number / SESSIONS, tenant, "");
            events.publish(session % EventTopic.PARTITIONS, event.replace("\"s-1\"", "\"s-" + session + '"'));
        }
    }

    private static Set<String> numbers(StubReceiver stub) {
        Set<String> ids = new HashSet<>();
        stub.accepted()
                .forEach(request ->
                        array(request).forEach(event -> ids.add(event.get("id").textValue())));
        return ids;
    }

    /** By session: each event is the one after the one before it, or begins a repetition of earlier ones. */
    private static void checkOrder(StubReceiver stub) {
        Map<String, Integer> last = new HashMap<>();
        for (Accepted request : stub.accepted()) {
            for (JsonNode event : array(request)) {
                String[] id = event.get("id").textValue().split("-", 2);
                assertThat(event.get("session").textValue()).isEqualTo("s-" + id[0]);
                int step = Integer.parseInt(id[1]);
                assertThat(step).as("step of session %s", id[0]).isLessThanOrEqualTo(last.getOrDefault(id[0], -1) + 1);
                last.put(id[0], step);
            }
        }
    }

    private static JsonNode array(Accepted request) {
        try {
            return MAPPER.readTree(request.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
