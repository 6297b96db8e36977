package io.convergence.query.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.http.TimeRange;
import io.convergence.query.store.Clause;
import io.convergence.query.store.StoreSession;

/** Reader of the thresholds by which verdicts are decided. They are the same for all tenants. */
final class ThresholdReader {
    private static final String COLUMNS = "effective_from, window_seconds, min_views, error_rate, p75_lcp_ms, "
            + "min_lcp_samples, min_samples, failure_ratio, recent_window_seconds, recent_samples, collapse_ratio, "
            + "collapse_min_expected";

    /** The thresholds of the newest start, or null before the first. */
    JsonNode current(StoreSession session) {
        ObjectNode row = session.first(
                "thresholds",
                Clause.of("SELECT " + COLUMNS + " FROM convergence_thresholds ORDER BY effective_from DESC LIMIT 1"));
        return row == null ? JsonNodeFactory.instance.nullNode() : named(row);
    }

    /**
     * The thresholds of a span, the oldest first: those of its start, which may be older, and each change in it. Of the
     * time before the first row nothing else is known, so it has the first row's.
     */
    ArrayNode within(StoreSession session, TimeRange range) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        Clause clause = Clause.of(
                        "SELECT " + COLUMNS + " FROM convergence_thresholds WHERE effective_from < ?", range.to())
                .add("AND effective_from >= coalesce((SELECT max(effective_from) FROM convergence_thresholds")
                .add("WHERE effective_from <= ?), '-infinity') ORDER BY effective_from", range.from());
        session.rows("thresholds", clause).forEach(row -> list.add(named(row)));
        if (list.isEmpty()) {
            session.rows(
                            "thresholds",
                            Clause.of("SELECT " + COLUMNS
                                    + " FROM convergence_thresholds ORDER BY effective_from LIMIT 1"))
                    .forEach(row -> list.add(named(row)));
        }
        return list;
    }

    private static ObjectNode named(ObjectNode row) {
        ObjectNode named = JsonNodeFactory.instance.objectNode();
        named.set("from", row.remove("effective_from"));
        named.setAll(row);
        return named;
    }
}
