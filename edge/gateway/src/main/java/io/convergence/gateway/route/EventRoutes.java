package io.convergence.gateway.route;

import io.convergence.gateway.datakit.DataKitFormat;
import io.convergence.gateway.event.NativeFormat;
import io.convergence.gateway.event.NselfFormat;
import io.convergence.gateway.event.PtRumFormat;
import io.convergence.gateway.metrics.Plane;
import io.convergence.gateway.route.EventEndpoint.Dialect;
import io.convergence.gateway.settings.EventSettings;
import io.convergence.http.Endpoint;
import io.convergence.http.Route;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Routes of the second plane by path: those of the formats in the settings, and none when it is off. */
final class EventRoutes {
    private static final String HEADERS = "Content-Type, Content-Encoding, X-Api-Key, X-Faro-Session-Id, DD-API-KEY";
    private static final Endpoint POSTED = Endpoint.ofBrowsers(Plane.EVENTS.label(), "POST, OPTIONS", HEADERS);
    private static final Endpoint READ = Endpoint.ofBrowsers(Plane.EVENTS.label(), "GET, OPTIONS", HEADERS);

    private EventRoutes() {}

    /** The routes for one event loop. */
    static Map<String, Route> of(GatewayContext gateway, Vertx vertx, Context eventLoop) {
        EventPlane plane = gateway.events();
        Map<String, Route> routes = new HashMap<>();
        if (plane == null) {
            return routes;
        }
        EventSettings settings = gateway.settings().events();
        for (EventEndpoint endpoint : endpoints(settings)) {
            EventIngestRoute route = new EventIngestRoute(endpoint, gateway, plane, vertx, eventLoop);
            routes.put(endpoint.path(), new Route(POSTED, route::handle));
        }
        if (settings.formats().contains("datakit")) {
            routes.put(ClientSettingsRoute.PATH, new Route(READ, new ClientSettingsRoute(gateway)::handle));
        }
        return routes;
    }

    private static List<EventEndpoint> endpoints(EventSettings settings) {
        List<EventEndpoint> endpoints = new ArrayList<>();
        if (settings.formats().contains("native")) {
            endpoints.add(new EventEndpoint("/ingest/events", new NativeFormat(), Dialect.OWN));
        }
        if (settings.formats().contains("nself")) {
            endpoints.add(new EventEndpoint("/api/v1/ingest/session", NselfFormat.sessions(), Dialect.OWN));
            endpoints.add(new EventEndpoint("/api/v1/ingest/vitals", NselfFormat.vitals(), Dialect.OWN));
            endpoints.add(new EventEndpoint("/api/v1/ingest/breadcrumbs", NselfFormat.breadcrumbs(), Dialect.OWN));
        }
        if (settings.formats().contains("ptrum")) {
            endpoints.add(new EventEndpoint("/api/rum/collect", new PtRumFormat(), Dialect.PT_RUM));
        }
        if (settings.formats().contains("datakit")) {
            settings.dataKitEndpoints()
                    .forEach(path -> endpoints.add(new EventEndpoint(path, new DataKitFormat(), Dialect.DATAKIT)));
        }
        return endpoints;
    }
}
