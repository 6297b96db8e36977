package io.convergence.query.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.store.Clause;
import io.convergence.query.store.StoreSession;
import java.time.Duration;
import java.time.Instant;

/** Figures of a tenant from sessions and groups of errors. */
final class EventStats {
    /** A session that was not seen for this long has ended. */
    private static final Duration GAP = Duration.ofMinutes(15);

    private static final Duration DAY = Duration.ofHours(24);

    private EventStats() {}

    /**
     * Adds {@code active_sessions} and {@code latest_session}, both null when the tenant has no sessions, and
     * {@code top_errors}, the five groups of errors of the last day that begin in most sessions.
     */
    static void add(StoreSession session, ObjectNode stats, Instant now) {
        ObjectNode latest = session.first(
                "latest-session",
                Clause.of(
                        "SELECT app, session, started_at, last_seen, errors, has_replay FROM rum_sessions "
                                + "WHERE tenant = ? ORDER BY last_seen DESC, app, session LIMIT 1",
                        session.tenant()));
        ObjectNode active = session.first(
                "active-sessions",
                Clause.of(
                        "SELECT count(*)::bigint AS sessions FROM rum_sessions WHERE tenant = ? AND ended_at IS NULL "
                                + "AND last_seen > ?",
                        session.tenant(),
                        now.minus(GAP)));
        if (latest == null || active == null) {
            stats.putNull("active_sessions");
        } else {
            stats.put("active_sessions", active.path("sessions").asLong());
        }
        session.rows(
                        "top-errors",
                        Clause.of(
                                "SELECT g.app, g.fingerprint, g.type, g.template, sum(m.count)::bigint AS count, "
                                        + "sum(m.sessions)::bigint AS sessions FROM rum_error_minutes AS m "
                                        + "JOIN rum_error_groups AS g USING (tenant, app, fingerprint) "
                                        + "WHERE m.tenant = ? AND m.minute >= ? "
                                        + "GROUP BY g.app, g.fingerprint, g.type, g.template "
                                        + "ORDER BY sessions DESC, count DESC, g.app, g.fingerprint LIMIT 5",
                                session.tenant(),
                                now.minus(DAY)))
                .forEach(stats.withArray("top_errors")::add);
        stats.set("latest_session", latest);
    }
}
