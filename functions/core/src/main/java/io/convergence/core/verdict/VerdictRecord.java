package io.convergence.core.verdict;

import io.convergence.core.window.MinuteKey;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on one (tenant, app, host) at one boundary, with what it was decided from.
 *
 * @param tenant owner of the app
 * @param app application
 * @param host host name
 * @param windowStart inclusive, epoch milliseconds
 * @param windowEnd exclusive, epoch milliseconds: the boundary evaluated
 * @param verdict what the planes say
 * @param previousVerdict the verdict before the current one, null while the key has had only one
 * @param rumDegraded whether the real-user plane is degraded
 * @param syntheticDegraded whether the synthetic plane is degraded
 * @param views views in the window
 * @param errorViews views with an error or a failed request
 * @param lcpSamples views that carry an LCP
 * @param p75LcpMillis 75th percentile of LCP within 1 %, never on the wrong side of the threshold; null without samples
 * @param p75TtfbMillis likewise of TTFB
 * @param p75InpMillis likewise of INP
 * @param p75Cls likewise of CLS
 * @param syntheticSamples web-facing results in the window
 * @param syntheticFailures failed ones among them
 * @param rumData how much real-user data the window holds
 * @param syntheticData whether the window holds synthetic data
 * @param trust what the verdict rests on
 * @param viewsPreviousWindow views in the window of the same size before this one
 * @param changed true when the verdict differs from the one before or is the first, false on a heartbeat
 */
public record VerdictRecord(
        String tenant,
        String app,
        String host,
        long windowStart,
        long windowEnd,
        Verdict verdict,
        @Nullable Verdict previousVerdict,
        boolean rumDegraded,
        boolean syntheticDegraded,
        long views,
        long errorViews,
        long lcpSamples,
        @Nullable Double p75LcpMillis,
        @Nullable Double p75TtfbMillis,
        @Nullable Double p75InpMillis,
        @Nullable Double p75Cls,
        long syntheticSamples,
        long syntheticFailures,
        RumData rumData,
        SyntheticData syntheticData,
        Trust trust,
        long viewsPreviousWindow,
        boolean changed) {

    /** Error views over views, or null without views. */
    public @Nullable Double errorRate() {
        return views == 0 ? null : (double) errorViews / views;
    }

    /** Whether it is of a minute boundary at which the window held anything. */
    public boolean isMinuteEvent() {
        return windowEnd % MinuteKey.MINUTE_MILLIS == 0 && views + syntheticSamples > 0;
    }

    /** The key of the compacted topic: {@code tenant|app|host}. */
    public String key() {
        return key(tenant, app, host);
    }

    /** The key of an (app, host) on the compacted topic. */
    public static String key(String tenant, String app, String host) {
        return tenant + '|' + app + '|' + host;
    }
}
