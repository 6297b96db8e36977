package io.convergence.jobs.tables;

import static io.convergence.jobs.postgres.Column.count;
import static io.convergence.jobs.postgres.Column.instant;
import static io.convergence.jobs.postgres.Column.text;

import io.convergence.core.signal.IncidentRecord;
import io.convergence.core.signal.SignalKind;
import io.convergence.jobs.postgres.ConflictRule;
import io.convergence.jobs.postgres.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Table {@code incidents}: each incident of an app on a host with its size. The newer boundary wins. */
public final class IncidentsTable {
    private IncidentsTable() {}

    /** The table. */
    public static Table<IncidentRecord> table() {
        return new Table<>(
                "incidents",
                List.of(
                        text("tenant", incident -> incident.key().tenant()),
                        text("app", incident -> incident.key().app()),
                        text("host", incident -> incident.key().host()),
                        instant("opened_at", incident -> incident.counts().openedAt())),
                List.of(
                        instant("updated_at", IncidentRecord::updatedAt),
                        instant("ended_at", incident -> incident.counts().endedAt()),
                        text("first_kind", IncidentsTable::firstKind),
                        text(
                                "worst_verdict",
                                incident -> incident.worstVerdict().label()),
                        count("views", incident -> incident.counts().views()),
                        count("error_views", incident -> incident.counts().errorViews()),
                        count("missing_views", incident -> incident.counts().missingViews()),
                        text("reason", incident -> incident.reason().label())),
                ConflictRule.highest("updated_at"),
                null,
                false);
    }

    private static @Nullable Object firstKind(IncidentRecord incident) {
        SignalKind kind = incident.firstKind();
        return kind == null ? null : kind.label();
    }
}
