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
                List.of(
                        count("views", PageMinute::views),
                        count("error_views", PageMinute::errorViews),
                        count("lcp_samples", minute -> minute.vitals().count(Vital.LCP)),
                        p75("p75_lcp_ms", Vital.LCP),
                        p75("p75_ttfb_ms", Vital.TTFB),
                        p75("p75_inp_ms", Vital.INP),
                        p75("p75_cls", Vital.CLS),
                        p75("p75_fcp_ms", Vital.FCP),
                        p75("p75_load_ms", Vital.LOAD),
                        bytes("vitals", minute -> VitalsBytes.encode(minute.vitals()))),
                ConflictRule.highest("views"),
                "minute",
                true);
    }

    private static Column<PageMinute> p75(String name, Vital vital) {
        return measure(name, minute -> minute.vitals().p75(vital));
    }
}
