package io.convergence.jobs.tables;

import static io.convergence.jobs.postgres.Column.count;
import static io.convergence.jobs.postgres.Column.instant;
import static io.convergence.jobs.postgres.Column.json;
import static io.convergence.jobs.postgres.Column.measure;
import static io.convergence.jobs.postgres.Column.text;

import io.convergence.core.codec.EventMaps;
import io.convergence.core.event.RumEvent;
import io.convergence.core.session.TimelineRow;
import io.convergence.jobs.postgres.ConflictRule;
import io.convergence.jobs.postgres.Table;
import java.util.List;

/** Table {@code rum_timeline}: events. The higher revision of a row wins. */
public final class TimelineTable {
    private TimelineTable() {}

    /** The table. */
    public static Table<TimelineRow> table() {
        return new Table<>(
                "rum_timeline",
                List.of(
                        text("tenant", row -> row.event().tenant()),
                        text("session", TimelineTable::session),
                        text("id", TimelineRow::id),
                        instant("received_at", TimelineRow::receivedAt)),
                List.of(
                        count("revision", TimelineRow::revision),
                        text("app", row -> row.event().app()),
                        text("host", row -> host(row.event())),
                        instant("at", row -> row.event().at()),
                        text("type", row -> row.event().type().label()),
                        text("name", row -> row.event().name()),
                        measure("value", row -> row.event().value()),
                        text("page", row -> row.event().page()),
                        text("view", row -> row.event().view()),
                        text("fingerprint", TimelineRow::fingerprint),
                        json("measures", row -> EventMaps.numbers(row.event().measures())),
                        json("labels", row -> EventMaps.texts(row.event().labels())),
                        json("tags", row -> EventMaps.texts(row.event().tags()))),
                ConflictRule.highest("revision"),
                "received_at",
                true,
                row -> row.revision() == 1);
    }

    private static Object session(TimelineRow row) {
        String session = row.event().session();
        return session == null ? "" : session;
    }

    private static String host(RumEvent event) {
        String host = event.host();
        return host == null ? "" : host;
    }
}
