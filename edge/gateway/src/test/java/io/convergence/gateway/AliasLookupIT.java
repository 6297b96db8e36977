package io.convergence.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.event.EventDecoder;
import io.convergence.core.event.RumEvent;
import io.convergence.core.ingest.Decoded;
import io.convergence.gateway.dns.NameServer;
import io.convergence.kit.wait.Waiting;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Gateways that look the hosts of resources up, with a name server in this process. */
class AliasLookupIT {
    private static final String EVENTS = "rum.events";

    @Test
    void aResourceIsNamedByTheNetworkThatItsHostLeadsTo() {
        try (NameServer server = NameServer.start(
                        name -> name.endsWith(".acme.example") ? "acme.edgekey.net" : NameServer.NONE);
                StartedGateway gateway = gateway("cdn.resolver", address(server))) {
            Map<TopicPartition, Long> before = Broker.shared().ends(EVENTS);
            AtomicInteger number = new AtomicInteger();
            // A host whose lookup took too long is remembered, so each attempt has another one.
            Waiting.until("a host is looked up in time", () -> {
                post(gateway, "true", "s" + number.incrementAndGet() + ".acme.example");
                return providers(before).contains("CDN Akamai");
            });
            assertThat(server.queries()).contains("acme.edgekey.net");
        }
    }

    @Test
    void withoutConsentOrOnTheWrongHostNothingIsLookedUp() {
        try (NameServer server = NameServer.start(name -> NameServer.NONE);
                StartedGateway gateway = gateway("cdn.resolver", address(server))) {
            assertThat(post(gateway, "false", "no-consent.acme.example")).isEqualTo(400);
            assertThat(post(gateway, "true", "printer.local")).isEqualTo(202);
            assertThat(post(gateway, "true", "asked.acme.example")).isEqualTo(202);
            Waiting.until(
                    "the public name is asked for", () -> !server.queries().isEmpty());
            assertThat(server.queries()).containsOnly("asked.acme.example");
        }
    }

    @Test
    void aGatewayWhoseNameServerIsAwayStartsAndAcceptsEvents() {
        NameServer away = NameServer.start(name -> NameServer.NONE);
        String address = address(away);
        away.close();
        try (StartedGateway gateway = gateway("cdn.resolver", address)) {
            Map<TopicPartition, Long> before = Broker.shared().ends(EVENTS);
            assertThat(post(gateway, "true", "away.acme.example")).isEqualTo(202);
            assertThat(providers(before)).containsExactly("unknown unknown");
        }
    }

    private static StartedGateway gateway(String... more) {
        List<String> options = new ArrayList<>(List.of("events.enabled", "true", "cdn.lookup", "dns"));
        options.addAll(List.of(more));
        StartedGateway gateway = StartedGateway.ready(Broker.shared(), options.toArray(String[]::new));
        Waiting.until("events are accepted", () -> post(gateway, "true", "127.0.0.1") == 202);
        return gateway;
    }

    private static String address(NameServer server) {
        return "127.0.0.1:" + server.address().getPort();
    }

    private static int post(StartedGateway gateway, String consent, String host) {
        String body = "{\"v\":1,\"consent\":" + consent + ",\"session\":\"s-1\",\"events\":[{\"type\":\"resource\","
                + "\"host\":\"web.acme.example\",\"page\":\"/\",\"name\":\"js\",\"value\":12,\"labels\":{\"url_host\":\""
                + host + "\",\"url_path\":\"/app.js\"}}]}";
        return gateway.send("POST", "/ingest/events?token=rk_shop", body.getBytes(StandardCharsets.UTF_8))
                .statusCode();
    }

    /** Type and name of the provider of every resource that was published since. */
    private static List<String> providers(Map<TopicPartition, Long> before) {
        EventDecoder decoder = new EventDecoder();
        List<String> providers = new ArrayList<>();
        Broker.shared().since(before, EVENTS).forEach(message -> {
            if (decoder.decode(message.value().getBytes(StandardCharsets.UTF_8))
                    instanceof Decoded.Accepted<RumEvent> accepted) {
                Map<String, String> labels = accepted.value().labels();
                providers.add(labels.get("provider_type") + ' ' + labels.get("provider_name"));
            }
        });
        return providers;
    }
}
