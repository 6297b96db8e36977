package io.convergence.jobs.tables;

import static io.convergence.jobs.postgres.Column.count;
import static io.convergence.jobs.postgres.Column.flag;
import static io.convergence.jobs.postgres.Column.instant;
import static io.convergence.jobs.postgres.Column.measure;
import static io.convergence.jobs.postgres.Column.text;

import io.convergence.core.verdict.Verdict;
import io.convergence.core.verdict.VerdictRecord;
import io.convergence.jobs.postgres.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns that the tables of verdicts share. */
final class VerdictColumns {
    private VerdictColumns() {}

    /** The columns that identify the subject of a verdict. */
    static List<Column<VerdictRecord>> subject() {
        return List.of(
                text("tenant", VerdictRecord::tenant),
                text("app", VerdictRecord::app),
                text("host", VerdictRecord::host));
    }

    /** The column of the boundary that was evaluated. */
    static Column<VerdictRecord> windowEnd() {
        return instant("window_end", VerdictRecord::windowEnd);
    }

    /** The columns of the verdict and its evidence. */
    static List<Column<VerdictRecord>> findings() {
        return List.of(
                instant("window_start", VerdictRecord::windowStart),
                text("verdict", verdict -> verdict.verdict().label()),
                text("previous_verdict", VerdictColumns::previous),
                flag("rum_degraded", VerdictRecord::rumDegraded),
                flag("synthetic_degraded", VerdictRecord::syntheticDegraded),
                count("views", VerdictRecord::views),
                count("error_views", VerdictRecord::errorViews),
                measure("error_rate", VerdictRecord::errorRate),
                count("lcp_samples", VerdictRecord::lcpSamples),
                measure("p75_lcp_ms", VerdictRecord::p75LcpMillis),
                measure("p75_ttfb_ms", VerdictRecord::p75TtfbMillis),
                measure("p75_inp_ms", VerdictRecord::p75InpMillis),
                measure("p75_cls", VerdictRecord::p75Cls),
                count("synthetic_samples", VerdictRecord::syntheticSamples),
                count("synthetic_failures", VerdictRecord::syntheticFailures),
                text("rum_data", verdict -> verdict.rumData().label()),
                text("synthetic_data", verdict -> verdict.syntheticData().label()),
                text("trust", verdict -> verdict.trust().label()),
                count("views_previous_window", VerdictRecord::viewsPreviousWindow));
    }

    private static @Nullable Object previous(VerdictRecord verdict) {
        Verdict previous = verdict.previousVerdict();
        return previous == null ? null : previous.label();
    }
}
