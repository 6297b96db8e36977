package io.convergence.query.errors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.http.ApiProblem;
import io.convergence.query.http.TimeRange;
import io.convergence.query.store.Clause;
import io.convergence.query.store.StoreSession;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statements that read groups of errors. A group that was counted under the names of a raw stack is part of the group of its
 * resolved stack; {@code fingerprints} has the identities under which a group was counted.
 */
final class ErrorGroups {
    private static final String SELECT = "SELECT g.app, g.fingerprint, g.type, g.template, g.top, g.first_seen, "
            + "g.last_seen, g.count, g.sessions, v.first_version, v.last_version, g.first_seen >= ? AS new, "
            + "g.fingerprints FROM rum_resolved_groups AS g CROSS JOIN LATERAL ("
            + "SELECT (array_agg(r.first_version ORDER BY r.first_seen, r.fingerprint))[1] AS first_version, "
            + "(array_agg(r.last_version ORDER BY r.last_seen DESC, r.fingerprint))[1] AS last_version, "
            + "array_agg(r.first_version) || array_agg(r.last_version) AS versions FROM rum_error_groups AS r "
            + "WHERE r.tenant = g.tenant AND r.app = g.app AND r.fingerprint = ANY (g.fingerprints)) AS v";

    private ErrorGroups() {}

    /**
     * The groups of a tenant that were seen in a span: not before its first error, and not after its latest one. Callers add
     * conditions on {@code g} and an order.
     */
    static Clause seenIn(String tenant, TimeRange range) {
        return Clause.of(SELECT, range.from())
                .add("WHERE g.tenant = ?", tenant)
                .add("AND g.last_seen >= ? AND g.first_seen < ?", range.from(), range.to());
    }

    /** Adds the condition that an error of the group occurred on a host in a span. */
    static void onHost(Clause clause, String tenant, @Nullable String host, TimeRange range) {
        if (host != null) {
            clause.add(
                    "AND EXISTS (SELECT FROM unnest(g.fingerprints) AS f (fingerprint) WHERE (g.app, f.fingerprint) IN ("
                            + "SELECT m.app, m.fingerprint FROM rum_error_minutes AS m WHERE m.tenant = ? AND m.host = ? "
                            + "AND m.minute >= date_trunc('minute', ?::timestamptz) AND m.minute < ?))",
                    tenant,
                    host,
                    range.from(),
                    range.to());
        }
    }

    /** Adds the condition that a version is the group's first or latest one, or that of a stack of it. */
    static void ofVersion(Clause clause, String tenant, @Nullable String version) {
        if (version != null) {
            clause.add(
                    "AND (? = ANY (v.versions) OR (g.app, g.fingerprint) IN (SELECT s.app, s.resolved_fingerprint "
                            + "FROM error_stacks AS s WHERE s.tenant = ? AND s.version = ?))",
                    version,
                    tenant,
                    version);
        }
    }

    /**
     * The group of a fingerprint, which is that of the group or one under which errors of it were counted.
     *
     * @param app the only app, or null when only one app has the group
     * @param range span in which a group that began is new
     */
    static ObjectNode find(StoreSession session, String fingerprint, @Nullable String app, TimeRange range) {
        List<ObjectNode> found = session.rows(
                "error-group",
                Clause.of(SELECT, range.from())
                        .add("WHERE g.tenant = ?", session.tenant())
                        .add("AND (g.fingerprint = ? OR ? = ANY (g.fingerprints))", fingerprint, fingerprint)
                        .and("g.app = ?", app)
                        .add("ORDER BY g.fingerprint = ? DESC, g.app, g.fingerprint", fingerprint));
        if (found.isEmpty()) {
            throw ApiProblem.notFound("there is no such group of errors");
        }
        ObjectNode group = found.get(0);
        if (found.stream().anyMatch(other -> !other.path("app").equals(group.path("app")))) {
            throw ApiProblem.missing("app", "app is required: several apps have a group of this fingerprint");
        }
        return group;
    }

    /** Ends the request when no error of the tenant was ever counted. */
    static void requireAny(StoreSession session) {
        if (session.first(
                        "any-error-group",
                        Clause.of("SELECT app FROM rum_error_groups WHERE tenant = ? LIMIT 1", session.tenant()))
                == null) {
            throw ApiProblem.notCollected("no errors of this tenant were collected; events.enabled of the gateway and "
                    + "the sessions job collect them");
        }
    }
}
