package io.convergence.query.erasure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.http.ApiProblem;
import io.convergence.query.http.ApiRequest;
import io.convergence.query.http.ApiRoute;
import io.convergence.query.http.JsonTime;
import io.convergence.query.http.Reply;
import io.convergence.query.store.Clause;
import io.convergence.query.store.Store;
import io.convergence.query.store.StoreSession;
import io.convergence.recordings.RecordingObjects;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Routes that erase a session, or every session of a user. The rows are deleted and the sessions job is informed in one
 * transaction: when Kafka does not acknowledge, no row is erased. Recordings are deleted before, so that what fails can be
 * requested again. The request is recorded and {@link RepeatedErasures}
 * applies it again.
 */
public final class ErasureRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(ErasureRoutes.class);

    /** How long an erasure is applied again: as long as the topic of events keeps records. */
    private static final Duration REPEATED = Duration.ofDays(3);

    private final Store store;
    private final ErasureTopic topic;
    private final RecordingObjects recordings;

    /** Routes over a store, a topic and the recordings. */
    public ErasureRoutes(Store store, ErasureTargets targets) {
        this.store = store;
        this.topic = targets.topic();
        this.recordings = targets.recordings();
    }

    /** The routes. */
    public List<ApiRoute> routes() {
        return List.of(
                ApiRoute.write("DELETE", "/api/v1/sessions/{id}", request -> erase(request, "session")),
                ApiRoute.write("DELETE", "/api/v1/users/{id}", request -> erase(request, "user")));
    }

    private Reply erase(ApiRequest request, String kind) {
        topic.requireBroker();
        String subject = request.variable("id");
        int sessions = store.write(request.tenant(), session -> {
            List<ErasedSession> erased = new ArrayList<>();
            session.each(
                    "request-erasure",
                    Clause.of("SELECT app, session FROM request_erasure(?, ?)", kind, subject),
                    row -> erased.add(new ErasedSession(text(row.text("app")), text(row.text("session")))));
            if (erased.isEmpty() && !isRecorded(session, kind, subject)) {
                throw ApiProblem.notFound("there is no such " + kind);
            }
            // A session may be one of several apps, and its rows may be gone already.
            Set<String> names = erased.stream().map(ErasedSession::session).collect(Collectors.toSet());
            (kind.equals("session") ? Set.of(subject) : names).forEach(name -> delete(session.tenant(), name));
            topic.publish(session.tenant(), erased, request.now());
            return erased.size();
        });
        LOG.info("{} sessions of tenant {} were erased by {}", sessions, request.tenant(), kind);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("kind", kind).put("sessions", sessions);
        body.put("repeated_until", JsonTime.of(request.now().plus(REPEATED)));
        return Reply.json(body);
    }

    private void delete(String tenant, String session) {
        try {
            recordings.deleteSession(tenant, session);
        } catch (IOException e) {
            LOG.warn("recordings of a session cannot be deleted", e);
            throw ApiProblem.unavailable(
                    "recordings-away", "the recordings of the session cannot be deleted; no row was erased, try again");
        }
    }

    private static boolean isRecorded(StoreSession session, String kind, String subject) {
        return session.first(
                        "recorded-erasure",
                        Clause.of(
                                "SELECT kind FROM rum_erasures WHERE tenant = ? AND kind = ? AND subject = ?",
                                session.tenant(),
                                kind,
                                subject))
                != null;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
