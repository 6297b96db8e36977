package io.convergence.jobs.tables;

import static io.convergence.jobs.postgres.Column.count;
import static io.convergence.jobs.postgres.Column.flag;
import static io.convergence.jobs.postgres.Column.instant;
import static io.convergence.jobs.postgres.Column.json;
import static io.convergence.jobs.postgres.Column.text;

import io.convergence.core.codec.DefinitionJson;
import io.convergence.core.codec.SignalCodec;
import io.convergence.core.signal.Signal;
import io.convergence.jobs.postgres.ConflictRule;
import io.convergence.jobs.postgres.Table;
import java.util.List;

/** Table {@code signals}: the latest signal of each dedup key and episode. The higher sequence wins. */
public final class SignalsTable {
    private SignalsTable() {}

    /**
     * The table.
     *
     * @param codec texts of signals
     */
    public static Table<Signal> table(SignalCodec codec) {
        return new Table<>(
                "signals",
                List.of(text("dedup_key", Signal::dedupKey), count("episode", Signal::episode)),
                List.of(
                        count("sequence", signal -> (long) signal.sequence()),
                        text("id", Signal::id),
                        text("incident", Signal::incident),
                        text("status", signal -> signal.status().label()),
                        text("reason", signal -> signal.reason().label()),
                        text("name", signal -> signal.kind().alertName()),
                        text("plane", signal -> signal.kind().plane()),
                        text("kind", signal -> signal.kind().label()),
                        text("severity", signal -> signal.subject().severity().label()),
                        text("tenant", signal -> signal.subject().tenant()),
                        text("app", signal -> signal.subject().app()),
                        text("host", signal -> signal.subject().host()),
                        text("service", signal -> signal.subject().service()),
                        text("slo", signal -> signal.subject().slo()),
                        text("slo_group", signal -> signal.subject().group()),
                        text("tier", signal -> signal.subject().tier()),
                        json(
                                "slo_labels",
                                signal -> DefinitionJson.texts(signal.subject().labels())),
                        text("notification_targets", SignalsTable::targets),
                        text("title", codec::title),
                        text("message", codec::message),
                        instant("starts_at", Signal::startsAt),
                        instant("ends_at", Signal::endsAt),
                        instant("occurred_at", Signal::occurredAt),
                        json("evidence", SignalCodec::evidence),
                        flag("replay", Signal::replay)),
                ConflictRule.highest("sequence"),
                null,
                false);
    }

    /** Names of the notification targets, joined by commas. */
    private static Object targets(Signal signal) {
        return String.join(",", signal.subject().notificationTargets());
    }
}
