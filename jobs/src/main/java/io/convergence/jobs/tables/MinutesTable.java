package io.convergence.jobs.tables;

import static io.convergence.jobs.postgres.Column.bytes;
import static io.convergence.jobs.postgres.Column.count;
import static io.convergence.jobs.postgres.Column.instant;
import static io.convergence.jobs.postgres.Column.measure;
import static io.convergence.jobs.postgres.Column.text;

import io.convergence.core.codec.VitalsBytes;
import io.convergence.core.vitals.Vital;
import io.convergence.core.window.PageMinute;
import io.convergence.jobs.postgres.Column;
import io.convergence.jobs.postgres.ConflictRule;
import io.convergence.jobs.postgres.Table;
import java.util.ArrayList;
import java.util.List;

/** Table {@code rum_minutes}: page views of each page and minute. A restated minute has more views, so that row wins. */
public final class MinutesTable {
    private MinutesTable() {}

    /** The table. */
    public static Table<PageMinute> table() {
        return new Table<>(
                "rum_minutes",
                List.of(
                        text("tenant", PageMinute::tenant),
                        text("app", PageMinute::app),
                        text("host", PageMinute::host),
                        instant("minute", PageMinute::minute),
                        text("page", PageMinute::page)),
                values(),
                ConflictRule.highest("views"),
                "minute",
                true,
                minute -> !minute.restated());
    }

    private static List<Column<PageMinute>> values() {
        List<Column<PageMinute>> columns = new ArrayList<>();
        columns.add(count("views", PageMinute::views));
        columns.add(count("error_views", PageMinute::errorViews));
        columns.add(count("lcp_samples", minute -> minute.vitals().count(Vital.LCP)));
        for (Vital vital : Vital.values()) {
            columns.add(measure(vital.p75Label(), minute -> minute.vitals().quantile(vital, 3, 4)));
        }
        columns.add(bytes("vitals", minute -> VitalsBytes.encode(minute.vitals())));
        return columns;
    }
}
