package io.convergence.query.dsns;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.http.JsonTime;
import io.convergence.query.keys.PostAddress;
import io.convergence.query.store.Clause;
import io.convergence.query.store.StoreRow;
import io.convergence.query.store.StoreSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of {@code rum_dsns} that a tenant sees. */
final class DsnRows {
    private static final String SELECT = "SELECT token, app, document::text AS document, created_at, author, "
            + "revoked_at IS NOT NULL AS revoked FROM rum_dsns WHERE tenant = ?";

    private DsnRows() {}

    /**
     * A row.
     *
     * @param document the last document
     * @param isRevoked whether the token was revoked afterwards
     */
    record Row(
            String token,
            String app,
            JsonNode document,
            Instant createdAt,
            @Nullable String author,
            boolean isRevoked) {

        /** The row as an item of an answer. */
        ObjectNode item(PostAddress address) {
            ObjectNode item = JsonNodeFactory.instance.objectNode();
            item.put("key", token);
            item.put("plane", "events");
            item.put("managed_by", "api");
            item.put("app", app);
            item.putArray("apps");
            item.set("hosts", list("hosts"));
            item.put("any_host", document.path("any_host").asBoolean());
            item.set("origins", list("origins"));
            item.set("app_ids", list("app_ids"));
            JsonNode rate = document.path("rate");
            item.put("rate_per_minute", rate.isMissingNode() ? null : Integer.valueOf(rate.asInt()));
            item.put("created_at", JsonTime.of(createdAt));
            item.put("author", author);
            item.set("document", document);
            item.put("dsn", address.ofToken(token));
            return item;
        }

        private ArrayNode list(String name) {
            ArrayNode texts = JsonNodeFactory.instance.arrayNode();
            document.path(name).forEach(text -> texts.add(text.asText()));
            return texts;
        }
    }

    /** The DSNs of the tenant that are not revoked, of one app unless it is null. */
    static List<Row> present(StoreSession session, @Nullable String app) {
        return rows(
                session,
                "dsns",
                Clause.of(SELECT + " AND revoked_at IS NULL", session.tenant()).and("app = ?", app));
    }

    /** The row of a token of the tenant, revoked or not; null without one. */
    static @Nullable Row of(StoreSession session, String token) {
        List<Row> rows = rows(session, "dsn", Clause.of(SELECT + " AND token = ?", session.tenant(), token));
        return rows.isEmpty() ? null : rows.get(0);
    }

    private static List<Row> rows(StoreSession session, String name, Clause clause) {
        List<Row> rows = new ArrayList<>();
        session.each(name, clause, row -> rows.add(row(row)));
        return rows;
    }

    private static Row row(StoreRow row) {
        return new Row(
                requireNonNull(row.text("token")),
                requireNonNull(row.text("app")),
                SubmittedDsn.tree(requireNonNull(row.text("document"))),
                requireNonNull(row.time("created_at")),
                row.text("author"),
                row.flag("revoked"));
    }
}
