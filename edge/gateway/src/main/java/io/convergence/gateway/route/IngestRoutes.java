package io.convergence.gateway.route;

import static java.util.Objects.requireNonNull;

import io.convergence.core.settings.Secret;
import io.convergence.gateway.ingest.BeaconRules;
import io.convergence.gateway.ingest.PublishedIds;
import io.convergence.gateway.metrics.Plane;
import io.convergence.gateway.settings.RumSettings;
import io.convergence.http.Endpoint;
import io.convergence.http.ErrorResponse;
import io.convergence.http.Exchange;
import io.convergence.http.Route;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.Map;

/** Routes of the gateway's public port, for one event loop. */
public final class IngestRoutes implements Route.Table {
    /** Endpoint of beacons, and of every answer that belongs to no other path. */
    public static final Endpoint RUM = Endpoint.ofBrowsers(Plane.RUM.label(), "POST, OPTIONS");

    private static final Endpoint SYNTHETIC = Endpoint.ofPrograms(Plane.SYNTHETIC.label(), "POST");

    private final Route beacons;
    private final Route results;
    private final Route openApi;
    private final Map<String, Route> events;
    private final Route unknown = new Route(RUM, IngestRoutes::answerUnknown);

    /**
     * Creates the routes.
     *
     * @param openApi the OpenAPI document of the public port
     */
    public IngestRoutes(GatewayContext gateway, Buffer openApi, Vertx vertx, Context eventLoop) {
        this.beacons = new Route(RUM, new RumRoute(beaconRules(gateway), gateway, eventLoop)::handle);
        this.results = new Route(SYNTHETIC, new SyntheticRoute(gateway, vertx, eventLoop)::handle);
        this.events = EventRoutes.of(gateway, vertx, eventLoop);
        this.openApi = new Route(RUM, exchange -> {
            if (exchange.request().method().equals(HttpMethod.GET)) {
                exchange.answerDocument(openApi, "application/yaml");
            } else {
                answerUnknown(exchange);
            }
        });
    }

    @Override
    public Route find(String path) {
        return switch (path) {
            case RumRoute.PATH -> beacons;
            case SyntheticRoute.PATH -> results;
            case "/openapi.yaml" -> openApi;
            default -> events.getOrDefault(EventEndpoint.registered(path), unknown);
        };
    }

    private static void answerUnknown(Exchange exchange) {
        exchange.fail(new ErrorResponse(404, "not_found", "the path must be one of those of /openapi.yaml"));
    }

    private static BeaconRules beaconRules(GatewayContext gateway) {
        RumSettings settings = gateway.settings().rum();
        Secret secret = settings.enabled() ? requireNonNull(settings.idSecret()) : new Secret("not used");
        return new BeaconRules(
                gateway.registry()::current, gateway.rates(), new PublishedIds(secret), settings.enabled());
    }
}
