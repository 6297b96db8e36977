package io.convergence.query.errors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.store.Clause;
import io.convergence.query.store.StoreRow;
import io.convergence.query.store.StoreSession;
import io.convergence.query.symbols.RecordedStack;
import io.convergence.query.symbols.ShownStack;
import io.convergence.query.symbols.StackReason;
import io.convergence.symbols.store.LateStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One error of a group: the earliest one that the timeline still has, otherwise the latest stack of the group alone.
 *
 * @param error fields of the error; those that are unknown are null
 * @param stack the recorded stack, or null when the error has none or it was never looked at
 */
record ErrorSample(ObjectNode error, @Nullable RecordedStack stack) {
    private static final String ERROR = "SELECT nullif(e.session, '') AS session, e.id, e.received_at, e.host, e.page, "
            + "e.message, e.version, e.labels ->> 'env' AS env, e.labels ->> 'browser' AS browser, "
            + "e.labels ->> 'os' AS os, e.labels ->> 'device' AS device, e.stack, e.labels ->> 'stack_id' AS stack_id, "
            + "EXISTS (SELECT FROM rum_replay_segments AS r WHERE r.tenant = g.tenant AND r.app = g.app "
            + "AND r.session = e.session) AS has_replay "
            + "FROM rum_error_groups AS g JOIN rum_errors AS e ON e.tenant = g.tenant AND e.app = g.app "
            + "AND e.session = g.sample_session AND e.id = g.sample_id WHERE g.tenant = ? AND e.tenant = ? AND g.app = ? "
            + "AND g.fingerprint = ANY (?) ORDER BY g.first_seen, g.fingerprint LIMIT 1";

    private static final String STACK = "SELECT s.stack_id, s.app_id, s.env, s.version, s.sdk, s.type, s.template, "
            + "s.fingerprint, s.raw, s.source, s.status, n.newest, n.newest > greatest(s.archive_id, s.checked_id) "
            + "OR s.archive_id > 0 AND NOT n.is_present OR s.status_rank = 0 AS is_outdated FROM error_stacks AS s "
            + "CROSS JOIN LATERAL (SELECT coalesce(max(a.archive_id), 0) AS newest, "
            + "coalesce(bool_or(a.archive_id = s.archive_id), false) AS is_present FROM symbol_archives AS a "
            + "WHERE a.tenant = s.tenant AND a.app_id = s.app_id AND a.env = s.env AND a.version = s.version "
            + "AND a.retired_at IS NULL) AS n WHERE s.tenant = ? AND s.app = ?";

    /** The sample of a group; null when nothing of its errors is kept. */
    static @Nullable ErrorSample find(StoreSession session, ObjectNode group) {
        String app = group.path("app").asText();
        List<String> fingerprints = new ArrayList<>();
        ((ArrayNode) group.path("fingerprints")).forEach(one -> fingerprints.add(one.asText()));
        ObjectNode error =
                session.first("error-sample", Clause.of(ERROR, session.tenant(), session.tenant(), app, fingerprints));
        if (error != null) {
            String stackId = error.remove("stack_id").asText();
            return new ErrorSample(
                    error,
                    stack(session, Clause.of(STACK, session.tenant(), app).add("AND s.stack_id = ?", stackId)));
        }
        RecordedStack stack = stack(
                session,
                Clause.of(STACK, session.tenant(), app)
                        .add(
                                "AND s.resolved_fingerprint = ?",
                                group.path("fingerprint").asText())
                        .add("ORDER BY s.last_seen DESC, s.stack_id LIMIT 1"));
        return stack == null ? null : new ErrorSample(fieldsOf(stack.stack()), stack);
    }

    /** The fields of the answer. */
    ObjectNode shown(@Nullable ShownStack shown) {
        ObjectNode json = error.deepCopy();
        if (shown == null) {
            boolean hasStack = !json.path("stack").asText("").isEmpty();
            json.putNull("resolved_stack");
            json.putNull("stack_status");
            json.put("stack_reason", hasStack ? StackReason.NOT_LOOKED_AT : StackReason.NO_STACK);
            return json.put("stale", false);
        }
        return json.put("resolved_stack", shown.source())
                .put("stack_status", shown.status())
                .put("stack_reason", shown.reason())
                .put("stale", shown.isStale());
    }

    private static ObjectNode fieldsOf(LateStack stack) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        for (String unknown : List.of(
                "session",
                "id",
                "received_at",
                "host",
                "page",
                "message",
                "version",
                "env",
                "browser",
                "os",
                "device")) {
            fields.putNull(unknown);
        }
        return fields.put("has_replay", false)
                .put("version", orNull(stack.version()))
                .put("env", orNull(stack.env()))
                .put("stack", stack.text());
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable RecordedStack stack(StoreSession session, Clause clause) {
        List<RecordedStack> found = new ArrayList<>();
        session.each("error-stack", clause, row -> found.add(recorded(row)));
        return found.isEmpty() ? null : found.get(0);
    }

    private static RecordedStack recorded(StoreRow row) {
        LateStack stack = new LateStack(
                text(row, "stack_id"),
                text(row, "app_id"),
                text(row, "env"),
                text(row, "version"),
                text(row, "sdk"),
                text(row, "type"),
                text(row, "template"),
                text(row, "fingerprint"),
                text(row, "raw"),
                row.number("newest"));
        return new RecordedStack(stack, row.text("source"), text(row, "status"), row.flag("is_outdated"));
    }

    private static String text(StoreRow row, String column) {
        return Objects.requireNonNull(row.text(column));
    }
}
