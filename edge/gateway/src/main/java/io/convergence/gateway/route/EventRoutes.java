package io.convergence.gateway.route;

import io.convergence.gateway.datadog.DatadogFormat;
import io.convergence.gateway.datakit.DataKitFormat;
import io.convergence.gateway.event.NativeFormat;
import io.convergence.gateway.event.NselfFormat;
import io.convergence.gateway.event.PtRumFormat;
import io.convergence.gateway.faro.FaroFormat;
import io.convergence.gateway.metrics.Plane;
import io.convergence.gateway.route.EventEndpoint.Dialect;
import io.convergence.gateway.settings.EventSettings;
import io.convergence.http.Cors;
import io.convergence.http.Endpoint;
import io.convergence.http.Exchange;
import io.convergence.http.Route;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Routes of the second plane by path: those of the formats in the settings. While it is off they refuse every payload. */
final class EventRoutes {
    private static final String HEADERS = "Content-Type, Content-Encoding, X-Api-Key, X-Faro-Session-Id, DD-API-KEY";
    private static final Endpoint POSTED = Endpoint.ofBrowsers(Plane.EVENTS.label(), "POST, OPTIONS", HEADERS);
    private static final Endpoint READ = Endpoint.ofBrowsers(Plane.EVENTS.label(), "GET, OPTIONS", HEADERS);

    private EventRoutes() {}

    /** The routes for one event loop. */
    static Map<String, Route> of(GatewayContext gateway, Vertx vertx, Context eventLoop) {
        EventPlane plane = gateway.events();
        Map<String, Route> routes = new HashMap<>();
        EventSettings settings = gateway.settings().events();
        for (EventEndpoint endpoint : endpoints(settings)) {
            EventAnswers answers = new EventAnswers(endpoint, gateway);
            Route route = plane == null
                    ? new Route(POSTED, exchange -> refuse(exchange, answers, "POST"))
                    : new Route(POSTED, new EventIngestRoute(endpoint, gateway, plane, vertx, eventLoop)::handle);
            routes.put(endpoint.path(), route);
        }
        for (EventEndpoint endpoint : recordingEndpoints(settings)) {
            EventAnswers answers = new EventAnswers(endpoint, gateway);
            Route route = plane == null
                    ? new Route(POSTED, exchange -> refuse(exchange, answers, "POST"))
                    : new Route(POSTED, new RecordingRoute(endpoint, gateway, plane, vertx, eventLoop)::handle);
            routes.put(endpoint.path(), route);
        }
        if (settings.formats().contains("datakit")) {
            EventEndpoint read = new EventEndpoint(ClientSettingsRoute.PATH, new DataKitFormat(), Dialect.DATAKIT);
            EventAnswers answers = new EventAnswers(read, gateway);
            Route route = plane == null
                    ? new Route(READ, exchange -> refuse(exchange, answers, "GET"))
                    : new Route(READ, new ClientSettingsRoute(gateway)::handle);
            routes.put(read.path(), route);
        }
        return routes;
    }

    /** Answers a request while the plane is off; preflight requests are answered as when it is on. */
    private static void refuse(Exchange exchange, EventAnswers answers, String admitted) {
        String method = exchange.request().method().name();
        if (method.equals("OPTIONS")) {
            exchange.answerEmpty(204, Cors.ANY);
        } else if (method.equals(admitted)) {
            answers.refuse(exchange, EventAnswers.notEnabled(), null, Cors.ANY);
        } else {
            exchange.request().response().headers().set("Allow", admitted + ", OPTIONS");
            answers.refuse(exchange, EventAnswers.methodNotAllowed(admitted), null, Cors.ANY);
        }
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
        if (settings.formats().contains("datadog")) {
            endpoints.add(new EventEndpoint(EventEndpoint.DATADOG, new DatadogFormat(), Dialect.DATADOG));
        }
        if (settings.formats().contains("faro")) {
            endpoints.add(new EventEndpoint(EventEndpoint.FARO, new FaroFormat(), Dialect.FARO));
            endpoints.add(new EventEndpoint(EventEndpoint.FARO_KEYED, new FaroFormat(), Dialect.FARO));
        }
        return endpoints;
    }

    private static List<EventEndpoint> recordingEndpoints(EventSettings settings) {
        List<EventEndpoint> endpoints = new ArrayList<>();
        if (settings.formats().contains("native")) {
            endpoints.add(new EventEndpoint("/ingest/replay", new NativeFormat(), Dialect.OWN));
        }
        if (settings.formats().contains("nself")) {
            endpoints.add(new EventEndpoint("/api/v1/ingest/replay", new NativeFormat(), Dialect.OWN));
        }
        if (settings.formats().contains("datakit")) {
            settings.recordings()
                    .dataKitEndpoints()
                    .forEach(path -> endpoints.add(new EventEndpoint(path, new DataKitFormat(), Dialect.DATAKIT)));
        }
        return endpoints;
    }
}
