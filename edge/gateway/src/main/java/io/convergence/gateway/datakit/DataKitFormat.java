package io.convergence.gateway.datakit;

import io.convergence.core.dsn.Dsn;
import io.convergence.core.event.EventDraft;
import io.convergence.core.ingest.RejectReason;
import io.convergence.gateway.event.EventBatch;
import io.convergence.gateway.event.EventJson;
import io.convergence.gateway.event.RefusedEventsException;
import io.convergence.gateway.event.WireFormat;
import io.convergence.gateway.event.WireRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** DataKit's points in line protocol, JSON, or protobuf, by content type. Thread-safe. */
public final class DataKitFormat implements WireFormat {
    /** Query parameter that refuses points which would be corrected. */
    static final String STRICT = "strict";

    /** Code of the refusal of a body with a measurement that is none of RUM. */
    public static final String UNKNOWN_MEASUREMENT = "unknownRUMMeasurement";

    private static final Set<String> MEASUREMENTS =
            Set.of("view", "resource", "action", "long_task", "error", "telemetry");
    private static final Set<String> ECHOES = Set.of("lp", "json", "pbjson");

    /** A reader. */
    public DataKitFormat() {}

    @Override
    public List<EventBatch> read(byte[] body, WireRequest request) throws RefusedEventsException {
        List<DataPoint> points = points(body, request.contentType());
        if (points.isEmpty()) {
            throw RefusedEventsException.malformed("noPoints", "the body must have points");
        }
        WireFormat.requireFew(points.size());
        requireParameters(request.parameters());
        List<CheckedPoint> checked = points.stream().map(CheckedPoint::of).toList();
        requirePoints(checked, request);
        Map<String, Dsn> dsns = new LinkedHashMap<>();
        Map<String, List<EventDraft>> drafts = new HashMap<>();
        PointEvents events = new PointEvents();
        for (CheckedPoint point : checked) {
            Dsn dsn = dsn(point, request);
            dsns.putIfAbsent(dsn.token(), dsn);
            long at = Precision.millis(point.time(), request.parameters().get("precision"), request.receivedAt());
            drafts.computeIfAbsent(dsn.token(), token -> new ArrayList<>())
                    .addAll(events.of(point, at, request.user(dsn, point.text("userid"))));
        }
        List<EventBatch> batches = new ArrayList<>();
        dsns.forEach(
                (token, dsn) -> batches.add(new EventBatch(dsn, drafts.getOrDefault(token, List.of()), 0, null, null)));
        return batches;
    }

    /** The points of a body, in the form that a query parameter names. */
    public static String echo(byte[] body, WireRequest request) throws RefusedEventsException {
        return PointEcho.of(
                points(body, request.contentType()), request.parameters().getOrDefault("echo", "lp"));
    }

    private static List<DataPoint> points(byte[] body, String contentType) throws RefusedEventsException {
        if (body.length == 0) {
            throw RefusedEventsException.malformed("emptyBody", "the body must not be empty");
        }
        if (contentType.startsWith("application/json")) {
            List<DataPoint> points = JsonPoints.read(body);
            if (points == null) {
                throw RefusedEventsException.malformed("invalidJSONPoint", "the body must be an array of points");
            }
            return points;
        }
        if (contentType.startsWith("application/protobuf") || contentType.startsWith("application/x-protobuf")) {
            List<DataPoint> points = ProtobufPoints.read(body);
            if (points == null) {
                throw RefusedEventsException.malformed("invalidPBPoint", "the body must be protobuf points");
            }
            return points;
        }
        String text = EventJson.utf8(body);
        LineProtocol.Parsed parsed = text == null
                ? new LineProtocol.Parsed(List.of(), List.of("the body must be UTF-8"))
                : LineProtocol.parse(text);
        if (!parsed.problems().isEmpty()) {
            throw RefusedEventsException.malformed("invalidLinePoint", String.join("; ", parsed.problems()));
        }
        return parsed.points();
    }

    private static void requireParameters(Map<String, String> parameters) throws RefusedEventsException {
        String precision = parameters.get("precision");
        if (precision != null && !Precision.knows(precision)) {
            throw invalid("invalidPrecision", "precision must be n, u, ms, s, m or h");
        }
        String echo = parameters.get("echo");
        if (echo != null && !ECHOES.contains(echo)) {
            throw invalid("invalidEcho", "echo must be lp, json or pbjson");
        }
    }

    private static void requirePoints(List<CheckedPoint> points, WireRequest request) throws RefusedEventsException {
        for (CheckedPoint point : points) {
            if (!MEASUREMENTS.contains(point.measurement())) {
                throw invalid(
                        UNKNOWN_MEASUREMENT,
                        "the measurement must be view, resource, action, long_task, error or telemetry");
            }
        }
        for (CheckedPoint point : points) {
            if (point.text("app_id") == null) {
                throw invalid("missingAppID", "each point must have an app_id");
            }
        }
        for (CheckedPoint point : points) {
            dsn(point, request);
        }
        if (request.parameters().containsKey(STRICT) && points.stream().anyMatch(CheckedPoint::isCorrected)) {
            throw invalid("invalidPoint", "each point must be within the limits of points");
        }
    }

    private static Dsn dsn(CheckedPoint point, WireRequest request) throws RefusedEventsException {
        Dsn dsn = request.registry().dsnOfApp(point.text("app_id"));
        if (dsn == null) {
            throw RefusedEventsException.counted(
                    403, RejectReason.UNKNOWN_KEY, "RUMAppIdNotInWhiteList", "app_id must be on the list of a DSN");
        }
        return dsn;
    }

    private static RefusedEventsException invalid(String code, String message) {
        return RefusedEventsException.counted(400, RejectReason.INVALID_FIELD, code, message);
    }
}
