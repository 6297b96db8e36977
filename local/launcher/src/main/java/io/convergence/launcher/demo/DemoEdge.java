package io.convergence.launcher.demo;

import io.convergence.gateway.Gateway;
import io.convergence.gateway.settings.GatewaySettings;
import io.convergence.launcher.demo.shop.ShopOptions;
import io.convergence.launcher.demo.shop.ShopServer;
import io.convergence.launcher.system.RunDirectory;
import io.convergence.launcher.system.Teardown;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Addresses of the demonstration's gateway and of its shop page, whose views go through the gateway.
 *
 * @param shop of the page
 * @param ingest of the gateway's HTTP ingest
 * @param management of the gateway's health, readiness and metrics
 */
public record DemoEdge(URI shop, URI ingest, URI management) {
    /** Tenant of the shop's views. */
    public static final String TENANT = "demo";

    /** App of the shop's views. */
    public static final String APP = "shop";

    /** Host of the shop's page and views. */
    public static final String HOST = "localhost";

    /** Public key of the shop. */
    public static final String KEY = "pk_demo_shop";

    /** Key of the view ids of a local run, whose topics end with it. Deployments have their own secret. */
    private static final String ID_SECRET = "convergence-local-view-identity-secret";

    /** Bearer token of synthetic tools. */
    public static final String TOKEN = "convergence-local-synthetic-tool-token";

    /** Registry of the gateway. The rate allows one visitor to send the views of a crowd. */
    private static final String REGISTRY = """
            apps:
              - key: %s
                tenant: %s
                app: %s
                hosts: [%s]
                rate: 6000
            """.formatted(KEY, TENANT, APP, HOST);

    /** DSN of the shop's events. */
    public static final String DSN = "rk_demo_shop";

    /** Part of the run directory with the recordings of sessions, which the query service reads. */
    static final String RECORDINGS = "recordings";

    private static final String DSNS = """
            dsns:
              - token: %s
                tenant: %s
                app: %s
                hosts: [%s]
                consent: required
                beacons: true
                rate: 60000
                replay: {enabled: true}
            """.formatted(DSN, TENANT, APP, HOST);

    /** Starts gateway and shop without the second plane; the teardown closes them. */
    public static DemoEdge start(
            String bootstrapServers, int gatewayPort, int shopPort, RunDirectory run, Teardown teardown)
            throws IOException {
        return start(bootstrapServers, gatewayPort, shopPort, false, run, teardown);
    }

    /**
     * Starts gateway and shop; the teardown closes them.
     *
     * @param bootstrapServers of the broker that the gateway publishes to
     * @param gatewayPort port of ingest, or 0 for a free one
     * @param shopPort port of the page, or 0 for a free one
     * @param events whether the gateway takes events of the second plane
     */
    public static DemoEdge start(
            String bootstrapServers, int gatewayPort, int shopPort, boolean events, RunDirectory run, Teardown teardown)
            throws IOException {
        Path registry = Files.writeString(run.of("apps.yaml"), events ? REGISTRY + DSNS : REGISTRY);
        Gateway gateway = teardown.add(Gateway.start(GatewaySettings.from(
                Map.of(
                        "kafka.bootstrap.servers",
                        bootstrapServers,
                        "registry.file",
                        registry.toString(),
                        "server.port",
                        String.valueOf(gatewayPort),
                        "events.enabled",
                        String.valueOf(events),
                        "replay.directory",
                        run.of(RECORDINGS).toString(),
                        "management.port",
                        "0"),
                Map.of("CONVERGENCE_ID_SECRET", ID_SECRET, "CONVERGENCE_SYNTHETIC_TOKENS", TENANT + '=' + TOKEN))));
        String address = "http://" + HOST + ':' + gateway.port();
        ShopServer shop = teardown.add(ShopServer.start(new ShopOptions(
                HOST, shopPort, ingestUrl(gateway.port()), KEY, events ? address + "/ingest?token=" + DSN : null)));
        return new DemoEdge(
                shop.url(), URI.create(address), URI.create("http://" + HOST + ':' + gateway.managementPort()));
    }

    /** The address that browsers post views to. */
    static String ingestUrl(int gatewayPort) {
        return "http://" + HOST + ':' + gatewayPort + "/ingest/rum";
    }

    /** The address that clients post events to. */
    static String eventsUrl(int gatewayPort) {
        return "http://" + HOST + ':' + gatewayPort + "/ingest";
    }
}
