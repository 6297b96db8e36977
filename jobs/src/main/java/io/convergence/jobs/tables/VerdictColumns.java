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
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The columns that tables of verdicts share. */
final class VerdictColumns {
    private VerdictColumns() {}

    /** Whose verdict it is. */
    static List<Column<VerdictRecord>> subject() {
        return List.of(
                text("tenant", VerdictRecord::tenant),
                text("app", VerdictRecord::app),
                text("host", VerdictRecord::host));
    }

    /** The boundary evaluated. */
    static Column<VerdictRecord> windowEnd() {
        return instant("window_end", VerdictRecord::windowEnd);
    }

    /** What was decided, and from what. */
    static List<Column<VerdictRecord>> findings() {
        Stream<Column<VerdictRecord>> decision = Stream.of(
                instant("window_start", VerdictRecord::windowStart),
                text("verdict", verdict -> verdict.verdict().label()),
                text("previous_verdict", VerdictColumns::previous),
                flag("rum_degraded", verdict -> verdict.decision().rumDegraded()),
                flag("synthetic_degraded", verdict -> verdict.decision().syntheticDegraded()),
                count("views", verdict -> verdict.views().total()),
                count("error_views", verdict -> verdict.views().errors()),
                measure("error_rate", verdict -> verdict.views().errorRate()),
                count("lcp_samples", verdict -> verdict.views().lcpSamples()));
        Stream<Column<VerdictRecord>> percentiles = VerdictRecord.VITALS.stream()
                .map(vital -> measure(vital.p75Label(), verdict -> vital.in(verdict.p75())));
        Stream<Column<VerdictRecord>> checks = Stream.of(
                count("synthetic_samples", verdict -> verdict.checks().results()),
                count("synthetic_failures", verdict -> verdict.checks().failures()),
                text("rum_data", verdict -> verdict.decision().rumData().label()),
                text(
                        "synthetic_data",
                        verdict -> verdict.decision().syntheticData().label()),
                text("trust", verdict -> verdict.decision().trust().label()),
                count("views_previous_window", verdict -> verdict.views().previousWindow()));
        return Stream.of(decision, percentiles, checks)
                .flatMap(Function.identity())
                .toList();
    }

    private static @Nullable Object previous(VerdictRecord verdict) {
        Verdict previous = verdict.previousVerdict();
        return previous == null ? null : previous.label();
    }
}
