package io.convergence.jobs.tables;

import static io.convergence.jobs.postgres.Column.count;
import static io.convergence.jobs.postgres.Column.flag;
import static io.convergence.jobs.postgres.Column.instant;
import static io.convergence.jobs.postgres.Column.json;
import static io.convergence.jobs.postgres.Column.measure;
import static io.convergence.jobs.postgres.Column.text;

import io.convergence.core.codec.EventMaps;
import io.convergence.core.session.EndReason;
import io.convergence.core.session.SessionRow;
import io.convergence.jobs.postgres.ConflictRule;
import io.convergence.jobs.postgres.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Table {@code rum_sessions}: sessions. The higher revision wins. */
public final class SessionsTable {
    private SessionsTable() {}

    /** The table. */
    public static Table<SessionRow> table() {
        return new Table<>(
                "rum_sessions",
                List.of(
                        text("tenant", row -> row.key().tenant()),
                        text("app", row -> row.key().app()),
                        text("session", row -> row.key().session()),
                        instant("started_at", row -> row.state().startedAt())),
                List.of(
                        instant("last_seen", row -> row.state().lastSeen()),
                        instant("ended_at", SessionRow::endedAt),
                        text("end_reason", SessionsTable::endReason),
                        count("revision", SessionRow::revision),
                        count("events", row -> row.state().counts().events()),
                        count("duplicates", row -> row.state().counts().duplicates()),
                        count("views", row -> row.state().counts().views()),
                        count("page_views", row -> row.state().counts().pageViews()),
                        count("errors", row -> row.state().counts().errors()),
                        count("actions", row -> row.state().counts().actions()),
                        count("resources", row -> row.state().counts().resources()),
                        count("long_tasks", row -> row.state().counts().longTasks()),
                        text("entry_page", row -> row.state().entryPage()),
                        text("exit_page", row -> row.state().exitPage()),
                        text("host", row -> row.state().host()),
                        json("labels", row -> EventMaps.texts(row.state().labels())),
                        text("user_hash", row -> row.state().labels().get("user")),
                        flag("has_replay", row -> row.state().hasReplay()),
                        measure("sample_rate", row -> row.state().sampleRate()),
                        text("session_type", row -> row.state().type())),
                ConflictRule.highest("revision"),
                "started_at",
                true,
                SessionRow::isFirst);
    }

    private static @Nullable Object endReason(SessionRow row) {
        EndReason reason = row.endReason();
        return reason == null ? null : reason.label();
    }
}
