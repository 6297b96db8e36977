package io.convergence.jobs.tables;

import static io.convergence.jobs.postgres.Column.count;
import static io.convergence.jobs.postgres.Column.flag;
import static io.convergence.jobs.postgres.Column.instant;
import static io.convergence.jobs.postgres.Column.measure;
import static io.convergence.jobs.postgres.Column.text;

import io.convergence.core.verdict.CollapseCounts;
import io.convergence.core.verdict.IncidentCounts;
import io.convergence.core.verdict.Verdict;
import io.convergence.core.verdict.VerdictRecord;
import io.convergence.core.vitals.Vital;
import io.convergence.jobs.postgres.Column;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
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
        Stream<Column<VerdictRecord>> percentiles =
                Vital.REPORTED.stream().map(vital -> measure(vital.p75Label(), verdict -> vital.in(verdict.p75())));
        Stream<Column<VerdictRecord>> checks = Stream.of(
                count("synthetic_samples", verdict -> verdict.checks().results()),
                count("synthetic_failures", verdict -> verdict.checks().failures()),
                count("synthetic_recent_samples", verdict -> verdict.checks().recentResults()),
                count("synthetic_recent_failures", verdict -> verdict.checks().recentFailures()),
                count("synthetic_window_ms", verdict -> verdict.checks().decidingMillis()),
                text("rum_data", verdict -> verdict.decision().rumData().label()),
                text(
                        "synthetic_data",
                        verdict -> verdict.decision().syntheticData().label()),
                text("trust", verdict -> verdict.decision().trust().label()),
                count("views_previous_window", verdict -> verdict.views().previousWindow()));
        return Stream.of(decision, percentiles, checks, collapse(), incident())
                .flatMap(Function.identity())
                .toList();
    }

    private static Stream<Column<VerdictRecord>> collapse() {
        return Stream.of(
                instant("collapse_since", verdict -> of(verdict.collapse(), CollapseCounts::since)),
                count("collapse_width_ms", verdict -> of(verdict.collapse(), CollapseCounts::widthMillis)),
                count("expected_views", verdict -> of(verdict.collapse(), CollapseCounts::expectedViews)),
                count("missing_views", verdict -> of(verdict.collapse(), CollapseCounts::missingViews)));
    }

    private static Stream<Column<VerdictRecord>> incident() {
        return Stream.of(
                instant("incident_opened_at", verdict -> of(verdict.incident(), IncidentCounts::openedAt)),
                count("incident_views", verdict -> of(verdict.incident(), IncidentCounts::views)),
                count("incident_error_views", verdict -> of(verdict.incident(), IncidentCounts::errorViews)));
    }

    private static <C> @Nullable Object of(@Nullable C counts, ToLongFunction<C> value) {
        return counts == null ? null : (Object) value.applyAsLong(counts);
    }

    private static @Nullable Object previous(VerdictRecord verdict) {
        Verdict previous = verdict.previousVerdict();
        return previous == null ? null : previous.label();
    }
}
