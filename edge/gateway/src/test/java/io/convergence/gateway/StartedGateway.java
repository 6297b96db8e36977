package io.convergence.gateway;

import io.convergence.gateway.settings.GatewaySettings;
import io.convergence.kit.wait.Waiting;
import java.io.IOException;
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
import java.util.HashMap;
import java.util.Map;

/** Gateway in this process on free ports, with its own registry and a client. */
public final class StartedGateway implements AutoCloseable {
    /** Environment variables with the secrets of the gateway. */
    public static final Map<String, String> ENVIRONMENT = Map.of(
            "CONVERGENCE_ID_SECRET", "an-id-secret-of-32-characters-xx",
            "CONVERGENCE_USER_SECRET", "0123456789abcdef0123456789abcdef",
            "CONVERGENCE_SYNTHETIC_TOKENS", "acme=acme-token-of-the-environment");

    /** A token of the tenant {@code acme}. */
    public static final String TOKEN = "acme-token-of-the-environment";

    /** Registry with one app for each rule. */
    public static final String APPS = """
        apps:
          - key: pk_open
            tenant: acme
            app: storefront
            hosts: [web.acme.example, "*.shop.acme.example", 192.0.2.7, bücher.example]
            rate: 0
          - key: pk_origins
            tenant: origins
            apps: [front, back]
            any-host: true
            origins: ["https://web.acme.example", "http://localhost:3000"]
            rate: 0
          - key: pk_slow
            tenant: slow
            app: storefront
            any-host: true
            rate: 3
        dsns:
          - token: rk_shop
            tenant: acme
            app: shop
            hosts: [web.acme.example]
            consent: required
            rate: 0
            replay: {enabled: true}
          - token: rk_recorded
            tenant: other
            app: shop
            hosts: [web.other.example]
            app-ids: [appid_recorded]
            consent: assumed
            rate: 0
            replay: {enabled: true, bytes-per-minute: 0, rules: ["{ env = 'test' }", "{ broken", "{ index_in_view > 8 }"]}
          - token: rk_recorded_bound
            tenant: other
            app: shop
            any-host: true
            origins: ["https://web.other.example"]
            app-ids: [appid_bound]
            consent: assumed
            replay: {enabled: true}
          - token: rk_recorded_slow
            tenant: slow
            app: shop
            any-host: true
            consent: assumed
            replay: {enabled: true, mask: inputs, bytes-per-minute: 300}
          - token: rk_bound
            tenant: acme
            app: shop
            hosts: [web.acme.example]
            origins: ["https://web.acme.example"]
            rate: 0
          - {token: rk_plain, tenant: acme, app: shop, app-ids: [appid_strict], hosts: [web.acme.example], rate: 0}
          - token: rk_assumed
            tenant: acme
            app: shop
            hosts: [web.acme.example]
            app-ids: [appid_x]
            consent: assumed
            settings: {sample_rate: 0.1}
            rate: 0
          - {token: rk_hashed, tenant: acme, app: shop, any-host: true, consent: assumed, users: hashed, rate: 0}
          - token: rk_beacons
            tenant: acme
            app: shop
            hosts: [web.acme.example]
            consent: assumed
            app-ids: [appid_beacons]
            beacons: true
            rate: 0
          - {token: rk_silent, tenant: acme, app: shop, hosts: [web.acme.example], rate: 0}
          - {token: rk_slow, tenant: slow, app: shop, any-host: true, consent: assumed, rate: 3}
        """;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Gateway gateway;
    private final Path registry;

    private StartedGateway(Gateway gateway, Path registry) {
        this.gateway = gateway;
        this.registry = registry;
    }

    /** Starts a gateway and waits until it is ready. */
    public static StartedGateway ready(Broker broker, String... options) {
        StartedGateway started = start(broker, options);
        Waiting.until("the gateway is ready", started.gateway::isReady);
        return started;
    }

    /** Starts a gateway. */
    public static StartedGateway start(Broker broker, String... options) {
        return start(broker, ENVIRONMENT, options);
    }

    /** Starts a gateway with other environment variables. */
    static StartedGateway start(Broker broker, Map<String, String> environment, String... options) {
        try {
            Path registry = Files.createTempFile(Files.createDirectories(Path.of("target")), "apps", ".yaml");
            Files.writeString(registry, APPS);
            return new StartedGateway(
                    Gateway.start(GatewaySettings.from(options(broker, registry, options), environment)), registry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Options of a gateway on free ports, with further ones: key and value in turn. */
    public static Map<String, String> options(Broker broker, Path registry, String... options) {
        Map<String, String> given = new HashMap<>(Map.of(
                "server.port", "0",
                "server.event-loops", "2",
                "management.port", "0",
                "registry.poll-interval", "100 ms",
                "registry.file", registry.toString(),
                "rejects.interval", "1 s",
                "replay.directory", "target/recordings",
                "kafka.bootstrap.servers", broker.address()));
        for (int i = 0; i < options.length; i += 2) {
            given.put(options[i], options[i + 1]);
        }
        return given;
    }

    /** The gateway. */
    public Gateway gateway() {
        return gateway;
    }

    /** The registry file. */
    public Path registry() {
        return registry;
    }

    /** Posts a beacon with further headers: name and value in turn. */
    public HttpResponse<String> post(String body, String... headers) {
        return post(body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** Posts a beacon with further headers: name and value in turn. */
    public HttpResponse<String> post(byte[] body, String... headers) {
        return send("POST", "/ingest/rum", body, headers);
    }

    /** Posts synthetic results with the token of {@code acme}. */
    public HttpResponse<String> postResults(String query, String body) {
        return send(
                "POST",
                "/ingest/synthetic" + query,
                body.getBytes(StandardCharsets.UTF_8),
                "Authorization",
                "Bearer " + TOKEN);
    }

    /** Sends a request with further headers: name and value in turn. */
    public HttpResponse<String> send(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
                .method(method, BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return exchange(request.build());
    }

    /** The answer of a path of the management port. */
    public HttpResponse<String> manage(String path) {
        return exchange(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.managementPort() + path))
                .build());
    }

    /** The value of a sample of the metrics, or 0 when it is absent. */
    public double metric(String sample) {
        return manage("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(sample + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(sample.length() + 1)))
                .sum();
    }

    @Override
    public void close() {
        gateway.close();
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
