package io.convergence.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.convergence.gateway.Gateway;
import io.convergence.gateway.settings.GatewaySettings;
import io.convergence.kit.kafka.EmbeddedBroker;
import io.convergence.kit.kafka.TopicReader;
import io.convergence.kit.kafka.Topics;
import io.convergence.kit.wait.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A gateway with the second plane and its broker, which all tests of this JVM share; both end with the JVM. */
final class EventGateway {
    /** Token of the DSN for {@link RumSite#HOST}. */
    static final String TOKEN = "rk_shop_test";

    /** Application id of a DSN whose settings lower the sample rate to 0. */
    static final String UNSAMPLED_APP = "appid_unsampled";

    private static final String EVENTS = "rum.events";
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String APPS = """
        apps:
          - {key: pk_shop_test, tenant: acme, app: shop, hosts: [shop.localhost]}
        dsns:
          - token: %s
            tenant: acme
            app: shop
            hosts: [shop.localhost]
            tags: [plan, size]
            users: hashed
            rate: 0
            replay: {enabled: true}
          - {token: rk_unsampled, tenant: acme, app: shop, hosts: [shop.localhost], app-ids: [%s], settings: {sample_rate: 0}}
        """;

    private static final byte[] PROBE =
            "{\"v\":1,\"consent\":true,\"events\":[{\"type\":\"session\"}]}".getBytes(StandardCharsets.UTF_8);

    private static @Nullable EventGateway shared;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final EmbeddedBroker broker;
    private final Gateway gateway;
    private final Path recordings;

    private EventGateway() throws IOException {
        recordings = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "recordings");
        broker = EmbeddedBroker.startTemporary();
        Topics.create(
                broker.bootstrapServers(),
                List.of(topic("rum.beacons"), topic("synthetic.results"), topic(EVENTS), topic("ingest.rejects")));
        Path registry = Files.createTempFile(Files.createDirectories(Path.of("target")), "apps", ".yaml");
        Files.writeString(registry, APPS.formatted(TOKEN, UNSAMPLED_APP));
        Map<String, String> options = Map.of(
                "server.port", "0",
                "server.event-loops", "1",
                "management.port", "0",
                "registry.file", registry.toString(),
                "events.enabled", "true",
                "events.formats", "native,datakit",
                "replay.directory", recordings.toString(),
                "kafka.bootstrap.servers", broker.bootstrapServers());
        gateway = Gateway.start(GatewaySettings.from(
                options,
                Map.of(
                        "CONVERGENCE_ID_SECRET", "an-id-secret-of-32-characters-xx",
                        "CONVERGENCE_USER_SECRET", "0123456789abcdef0123456789abcdef")));
        Waiting.until(
                "the gateway accepts events",
                () -> send("POST", "/ingest/events?token=" + TOKEN, PROBE).statusCode() == 202);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "close-gateway"));
    }

    /** The gateway of this JVM. */
    static synchronized EventGateway shared() {
        EventGateway known = shared;
        if (known == null) {
            try {
                known = new EventGateway();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            shared = known;
        }
        return known;
    }

    /** Sends a request; the target is a path with its query. */
    HttpResponse<String> send(String method, String target, byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + target))
                .method(method, BodyPublishers.ofByteArray(body))
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The stored segments of a session, decompressed. */
    List<String> segments(String session) {
        try (Stream<Path> files = Files.walk(recordings)) {
            List<String> segments = new ArrayList<>();
            for (Path file : files.filter(each -> each.toString().contains(session) && Files.isRegularFile(each))
                    .toList()) {
                try (InputStream object = new GZIPInputStream(Files.newInputStream(file))) {
                    segments.add(new String(object.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            return segments;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The end of the topic of events. */
    Map<TopicPartition, Long> end() {
        return new TopicReader(broker.bootstrapServers()).ends(EVENTS);
    }

    /** The events in the topic from given offsets on, without heartbeats. */
    List<JsonNode> eventsSince(Map<TopicPartition, Long> from) {
        List<JsonNode> events = new ArrayList<>();
        new TopicReader(broker.bootstrapServers()).read(EVENTS, from, message -> {
            JsonNode event = json(message.value());
            if (event.has("type")) {
                events.add(event);
            }
        });
        return events;
    }

    /** The JSON value of a text in UTF-8. */
    static JsonNode json(byte[] text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(new String(text, StandardCharsets.UTF_8), e);
        }
    }

    private void close() {
        gateway.close();
        broker.close();
    }

    private static NewTopic topic(String name) {
        return new NewTopic(name, 1, (short) 1)
                .configs(name.endsWith(".rejects") ? Map.of("message.timestamp.type", "LogAppendTime") : Map.of());
    }
}
