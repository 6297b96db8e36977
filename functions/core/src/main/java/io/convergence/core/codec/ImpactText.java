package io.convergence.core.codec;

import static java.util.Objects.requireNonNull;

import io.convergence.core.arithmetic.Ratio;
import io.convergence.core.convergence.Thresholds;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalKind;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.verdict.SyntheticData;
import io.convergence.core.verdict.VerdictRecord;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a user-impact signal says: what was measured, against which threshold, and where to look first. */
final class ImpactText {
    private final Thresholds thresholds;

    ImpactText(Thresholds thresholds) {
        this.thresholds = thresholds;
    }

    /** One line. */
    String title(Signal signal) {
        VerdictRecord seen = requireNonNull(signal.verdict());
        String users =
                "Users of " + signal.subject().app() + " on " + signal.subject().host();
        if (signal.status() == SignalStatus.FIRING) {
            String checks = signal.kind() == SignalKind.USER_IMPACT_CORRELATED
                    ? "synthetic checks confirm it"
                    : isUnchecked(seen) ? "no synthetic check looks" : "synthetic checks do not see it";
            String measured = percent(seen.views().errors(), seen.views().total()) + " error views, p75 LCP "
                    + millis(seen.p75().lcpMillis());
            return users + " are affected (" + measured + "); " + checks;
        }
        String end = signal.reason() == SignalReason.NO_DATA
                ? " send too few page views to tell: impact is no longer observed"
                : " are no longer affected";
        return users + end;
    }

    /** A paragraph. */
    String message(Signal signal) {
        VerdictRecord seen = requireNonNull(signal.verdict());
        String views = String.format(
                Locale.ROOT,
                "From %s to %s, %d of %d page views (%s) had an error or a failed request, and p75 LCP was %s over %d "
                        + "views. Users count as affected from %s error views or a p75 LCP of %s, given %d views.",
                Timestamps.of(seen.windowStart()),
                Timestamps.of(seen.windowEnd()),
                seen.views().errors(),
                seen.views().total(),
                percent(seen.views().errors(), seen.views().total()),
                millis(seen.p75().lcpMillis()),
                seen.views().lcpSamples(),
                percent(thresholds.errorRate()),
                millis(thresholds.lcpP75Millis()),
                thresholds.minViews());
        String before = String.format(
                Locale.ROOT,
                " The window before held %d page views.",
                seen.views().previousWindow());
        return views + before + ' ' + checks(seen) + ' ' + advice(signal);
    }

    private String checks(VerdictRecord seen) {
        return isUnchecked(seen)
                ? "No synthetic check of this host reported."
                : String.format(
                        Locale.ROOT,
                        "%d of %d synthetic results failed (%s; degraded from %s).",
                        seen.checks().failures(),
                        seen.checks().results(),
                        percent(seen.checks().failures(), seen.checks().results()),
                        percent(thresholds.failureRatio()));
    }

    private static String advice(Signal signal) {
        if (signal.status() == SignalStatus.RESOLVED) {
            return signal.reason() == SignalReason.NO_DATA
                    ? "Make sure that traffic is low because it should be, not because pages no longer load."
                    : "Measurements are back inside the thresholds.";
        }
        return signal.kind() == SignalKind.USER_IMPACT_CORRELATED
                ? "Start with what checks and users share: recent deployments, the host, its network and backends."
                : "Start with what checks do not exercise: recent front-end releases, single pages, regions or "
                        + "devices, third-party scripts.";
    }

    private static boolean isUnchecked(VerdictRecord seen) {
        return seen.decision().syntheticData() == SyntheticData.ABSENT;
    }

    private static String percent(long part, long whole) {
        return whole == 0 ? "no" : String.format(Locale.ROOT, "%.1f%%", 100.0 * part / whole);
    }

    private static String percent(Ratio ratio) {
        return percent(ratio.numerator(), ratio.denominator());
    }

    private static String millis(@Nullable Double value) {
        return value == null ? "unknown" : String.format(Locale.ROOT, "%.0f ms", value);
    }
}
