package io.convergence.core.codec;

import io.convergence.core.verdict.CollapseCounts;
import io.convergence.core.verdict.Decision;
import io.convergence.core.verdict.IncidentCounts;
import io.convergence.core.verdict.Verdict;
import io.convergence.core.verdict.VerdictRecord;
import io.convergence.core.verdict.ViewCounts;
import io.convergence.core.vitals.Vital;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** JSON value of {@code convergence.verdicts} records: flat; ratios and percentiles without samples are null. */
public final class VerdictCodec {
    private VerdictCodec() {}

    /**
     * The JSON of a verdict in UTF-8.
     *
     * @param emittedAt wall-clock time of writing
     */
    public static byte[] encode(VerdictRecord verdict, Instant emittedAt) {
        Decision decision = verdict.decision();
        ViewCounts views = verdict.views();
        JsonObject json = new JsonObject()
                .put("tenant", verdict.tenant())
                .put("app", verdict.app())
                .put("host", verdict.host())
                .put("window_start", verdict.windowStart())
                .put("window_end", verdict.windowEnd())
                .put("verdict", verdict.verdict().label())
                .put("previous_verdict", label(verdict.previousVerdict()))
                .put("rum_degraded", decision.rumDegraded())
                .put("synthetic_degraded", decision.syntheticDegraded())
                .put("views", views.total())
                .put("error_views", views.errors())
                .put("error_rate", views.errorRate())
                .put("lcp_samples", views.lcpSamples());
        for (Vital vital : Vital.REPORTED) {
            json.put(vital.p75Label(), vital.in(verdict.p75()));
        }
        json.put("synthetic_samples", verdict.checks().results())
                .put("synthetic_failures", verdict.checks().failures())
                .put("synthetic_recent_samples", verdict.checks().recentResults())
                .put("synthetic_recent_failures", verdict.checks().recentFailures())
                .put("synthetic_window_ms", verdict.checks().decidingMillis())
                .put("rum_data", decision.rumData().label())
                .put("synthetic_data", decision.syntheticData().label())
                .put("trust", decision.trust().label())
                .put("views_previous_window", views.previousWindow());
        collapse(json, verdict);
        IncidentCounts incident = verdict.incident();
        return json.put("incident_opened_at", incident == null ? null : Timestamps.of(incident.openedAt()))
                .put("incident_views", incident == null ? null : Long.valueOf(incident.views()))
                .put("incident_error_views", incident == null ? null : Long.valueOf(incident.errorViews()))
                .put("changed", verdict.changed())
                .put("emitted_at", Timestamps.of(emittedAt))
                .bytes();
    }

    /** Adds the fields of a traffic collapse, null where none lasts. */
    static JsonObject collapse(JsonObject json, VerdictRecord verdict) {
        CollapseCounts collapse = verdict.collapse();
        return json.put("collapse_since", collapse == null ? null : Long.valueOf(collapse.since()))
                .put("collapse_width_ms", collapse == null ? null : Long.valueOf(collapse.widthMillis()))
                .put("expected_views", collapse == null ? null : Long.valueOf(collapse.expectedViews()))
                .put("missing_views", collapse == null ? null : Long.valueOf(collapse.missingViews()));
    }

    static @Nullable String label(@Nullable Verdict verdict) {
        return verdict == null ? null : verdict.label();
    }
}
