package io.convergence.core.codec;

import io.convergence.core.verdict.Verdict;
import io.convergence.core.verdict.VerdictRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The value of {@code convergence.verdicts}: flat JSON, ratios and percentiles without samples null. */
public final class VerdictCodec {
    private VerdictCodec() {}

    /** Spells a verdict, with the wall-clock time of writing. */
    public static byte[] encode(VerdictRecord verdict, Instant emittedAt) {
        return new JsonObject()
                .put("tenant", verdict.tenant())
                .put("app", verdict.app())
                .put("host", verdict.host())
                .put("window_start", verdict.windowStart())
                .put("window_end", verdict.windowEnd())
                .put("verdict", verdict.verdict().label())
                .put("previous_verdict", label(verdict.previousVerdict()))
                .put("rum_degraded", verdict.rumDegraded())
                .put("synthetic_degraded", verdict.syntheticDegraded())
                .put("views", verdict.views())
                .put("error_views", verdict.errorViews())
                .put("error_rate", verdict.errorRate())
                .put("lcp_samples", verdict.lcpSamples())
                .put("p75_lcp_ms", verdict.p75LcpMillis())
                .put("p75_ttfb_ms", verdict.p75TtfbMillis())
                .put("p75_inp_ms", verdict.p75InpMillis())
                .put("p75_cls", verdict.p75Cls())
                .put("synthetic_samples", verdict.syntheticSamples())
                .put("synthetic_failures", verdict.syntheticFailures())
                .put("rum_data", verdict.rumData().label())
                .put("synthetic_data", verdict.syntheticData().label())
                .put("trust", verdict.trust().label())
                .put("views_previous_window", verdict.viewsPreviousWindow())
                .put("changed", verdict.changed())
                .put("emitted_at", Timestamps.of(emittedAt))
                .bytes();
    }

    static @Nullable String label(@Nullable Verdict verdict) {
        return verdict == null ? null : verdict.label();
    }
}
