package io.convergence.jobs.tables;

import static io.convergence.jobs.postgres.Column.bytes;
import static io.convergence.jobs.postgres.Column.count;
import static io.convergence.jobs.postgres.Column.instant;
import static io.convergence.jobs.postgres.Column.measure;
import static io.convergence.jobs.postgres.Column.text;

import io.convergence.core.rollup.MetricMinute;
import io.convergence.jobs.postgres.ConflictRule;
import io.convergence.jobs.postgres.Table;
import java.util.List;

/** Table {@code rum_metric_minutes}: metrics by minute. The higher revision of a row wins. */
public final class MetricMinutesTable {
    private MetricMinutesTable() {}

    /** The table. */
    public static Table<MetricMinute> table() {
        return new Table<>(
                "rum_metric_minutes",
                List.of(
                        text("tenant", row -> row.key().tenant()),
                        text("app", row -> row.key().app()),
                        text("host", row -> row.key().host()),
                        instant("minute", row -> row.key().minute()),
                        text("metric", row -> row.row().metric()),
                        text("device", row -> row.row().device()),
                        text("dimension", row -> row.row().dimension()),
                        text("value", row -> row.row().value())),
                List.of(
                        count("revision", MetricMinute::revision),
                        count("samples", MetricMinute::samples),
                        count("good", MetricMinute::good),
                        count("poor", MetricMinute::poor),
                        count("weight", MetricMinute::weight),
                        measure("p50", MetricMinute::p50),
                        measure("p75", MetricMinute::p75),
                        measure("p95", MetricMinute::p95),
                        measure("p99", MetricMinute::p99),
                        bytes("bins", MetricMinute::bins)),
                ConflictRule.highest("revision"),
                "minute",
                true,
                row -> !row.restated());
    }
}
