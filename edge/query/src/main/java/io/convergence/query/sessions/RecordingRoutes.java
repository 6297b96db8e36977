package io.convergence.query.sessions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.http.ApiProblem;
import io.convergence.query.http.ApiRequest;
import io.convergence.query.http.ApiRoute;
import io.convergence.query.store.Clause;
import io.convergence.query.store.Store;
import io.convergence.recordings.ObjectName;
import io.convergence.recordings.RecordingObjects;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Route of the recording of a session, whose objects are found by the rows of the index that the caller may see. */
public final class RecordingRoutes {
    /** Segments in the order of the client's clock. Of rows with the same view and index, the one received first counts. */
    private static final String SEGMENTS = "SELECT s.app, s.view, s.index, s.received_at, s.started_at, s.ended_at, "
            + "s.full_snapshot, s.mask, s.object FROM (SELECT DISTINCT ON (r.app, r.view, r.index) r.app, r.view, r.index, "
            + "r.received_at, r.started_at, r.ended_at, r.full_snapshot, r.mask, r.object FROM rum_replay_segments AS r "
            + "WHERE r.tenant = ? AND r.session = ? ORDER BY r.app, r.view, r.index, r.received_at) AS s WHERE true";

    private final Store store;
    private final RecordingObjects objects;

    /**
     * The route over a store.
     *
     * @param objects objects of the segments
     */
    public RecordingRoutes(Store store, RecordingObjects objects) {
        this.store = store;
        this.objects = objects;
    }

    /** The route. */
    public ApiRoute route() {
        return ApiRoute.document("/api/v1/replay/{session}", "app", this::open);
    }

    private InputStream open(ApiRequest request) {
        String session = request.variable("session");
        String app = request.parameters().name("app");
        List<ObjectNode> rows = store.read(request.tenant(), transaction -> {
            UserSessionRoutes.requireAny(transaction);
            return transaction.rows(
                    "recording-segments",
                    Clause.of(SEGMENTS, request.tenant(), session)
                            .and("s.app = ?", app)
                            .add("ORDER BY s.started_at, s.view, s.index"));
        });
        if (rows.isEmpty()) {
            throw ApiProblem.notFound("there is no recording of such a session");
        }
        return new RecordingDocument(
                objects,
                rows.stream()
                        .map(row -> segment(row, request.tenant(), session))
                        .toList());
    }

    /** The segment of a row. An object of another tenant or session is none of the segment's. */
    private static RecordingDocument.Segment segment(ObjectNode row, String tenant, String session) {
        String path = row.path("object").asText("");
        row.remove("object");
        @Nullable ObjectName name = ObjectName.parse(path);
        boolean isOwn =
                name != null && name.tenant().equals(tenant) && name.session().equals(session);
        return new RecordingDocument.Segment(row, isOwn ? name : null);
    }
}
