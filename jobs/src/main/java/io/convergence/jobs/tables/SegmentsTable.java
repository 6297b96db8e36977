package io.convergence.jobs.tables;

import static io.convergence.jobs.postgres.Column.count;
import static io.convergence.jobs.postgres.Column.flag;
import static io.convergence.jobs.postgres.Column.instant;
import static io.convergence.jobs.postgres.Column.json;
import static io.convergence.jobs.postgres.Column.text;

import io.convergence.core.codec.EventMaps;
import io.convergence.core.event.RumEvent;
import io.convergence.jobs.postgres.ConflictRule;
import io.convergence.jobs.postgres.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Table {@code rum_replay_segments}: segments of recordings. The first row of a segment wins. */
public final class SegmentsTable {
    private SegmentsTable() {}

    /** The table. */
    public static Table<RumEvent> table() {
        return new Table<>(
                "rum_replay_segments",
                List.of(
                        text("tenant", RumEvent::tenant),
                        text("session", RumEvent::session),
                        text("view", SegmentsTable::view),
                        count("index", SegmentsTable::index),
                        instant("received_at", RumEvent::receivedAt)),
                List.of(
                        text("app", RumEvent::app),
                        instant("started_at", event -> number(event, "started_at")),
                        instant("ended_at", event -> number(event, "ended_at")),
                        count("records", event -> number(event, "records")),
                        count("bytes", event -> number(event, "bytes")),
                        count("raw_bytes", event -> number(event, "raw_bytes")),
                        flag(
                                "full_snapshot",
                                event -> "true".equals(event.labels().get("full_snapshot"))),
                        text("mask", event -> event.labels().get("mask")),
                        text("object", event -> event.labels().get("object")),
                        json("labels", event -> EventMaps.texts(event.labels()))),
                ConflictRule.first(),
                "received_at",
                true);
    }

    private static Object view(RumEvent event) {
        String view = event.view();
        return view == null ? "" : view;
    }

    private static Object index(RumEvent event) {
        Long index = number(event, "index");
        return index == null ? 0L : index;
    }

    private static @Nullable Long number(RumEvent event, String name) {
        Double number = event.measures().get(name);
        return number == null ? null : (Long) number.longValue();
    }
}
