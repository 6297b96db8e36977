package io.convergence.jobs.settings;

import io.convergence.core.arithmetic.Ratio;
import io.convergence.core.collapse.CollapsePolicy;
import io.convergence.core.convergence.HeartbeatPolicy;
import io.convergence.core.convergence.MinuteUse;
import io.convergence.core.convergence.Thresholds;
import io.convergence.core.settings.SpelledDuration;
import io.convergence.core.signal.EpisodePolicy;
import io.convergence.core.window.RumMinutes;
import io.convergence.core.window.WindowSpec;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;

/**
 * The settings of the convergence branch.
 *
 * @param window windows and their boundaries
 * @param thresholds when users or synthetic checks count as degraded
 * @param collapse when the silence of real users counts as a traffic collapse
 * @param episodes how signals are latched and repeated
 * @param heartbeats when unchanged verdicts are published
 * @param bounds bounds on cardinality
 * @param bundle limits of bundles before the shuffle
 * @param rumMinutes rows of page views for each minute
 * @param cacheBytes most bytes of decoded hosts that a subtask caches, 0 for none
 * @param staggerMillis span over which the evaluations of one boundary are spread by key, in milliseconds
 */
public record VerdictSettings(
        WindowSpec window,
        Thresholds thresholds,
        CollapsePolicy collapse,
        EpisodePolicy episodes,
        HeartbeatPolicy heartbeats,
        BoundSettings bounds,
        BundleSettings bundle,
        RumMinutes rumMinutes,
        long cacheBytes,
        long staggerMillis) {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** Longest time between two heartbeats: the query service calls a key silent after twice as long. */
    private static final Duration MAX_HEARTBEAT = Duration.ofMinutes(5);

    static WindowSpec window(ConfigOptionReader reader) {
        Duration millisecond = Duration.ofMillis(1);
        long size = reader.millis(VerdictOptions.WINDOW_SIZE, millisecond, DAY);
        long slide = reader.millis(VerdictOptions.WINDOW_SLIDE, millisecond, MINUTE);
        reader.check(
                MINUTE.toMillis() % slide == 0,
                VerdictOptions.WINDOW_SLIDE,
                slide + " ms does not divide a minute; heartbeats are published at full minutes");
        return reader.attempt(VerdictOptions.WINDOW_SLIDE, () -> new WindowSpec(size, slide), WindowSpec.DEFAULTS);
    }

    static Thresholds thresholds(ConfigOptionReader reader, WindowSpec window) {
        long recent = boundaries(reader, VerdictOptions.SYNTHETIC_RECENT_WINDOW, window.slideMillis());
        reader.check(
                recent <= window.sizeMillis(),
                VerdictOptions.SYNTHETIC_RECENT_WINDOW,
                recent + " ms is longer than window.size, " + window.sizeMillis() + " ms");
        return new Thresholds(
                reader.within(VerdictOptions.RUM_MIN_VIEWS, 1, Integer.MAX_VALUE),
                reader.ratio(VerdictOptions.RUM_ERROR_RATE),
                reader.millis(VerdictOptions.RUM_LCP_P75, Duration.ofMillis(1), Duration.ofMinutes(10)),
                reader.within(VerdictOptions.RUM_MIN_LCP_SAMPLES, 1, Integer.MAX_VALUE),
                reader.within(VerdictOptions.SYNTHETIC_MIN_SAMPLES, 1, Integer.MAX_VALUE),
                reader.ratio(VerdictOptions.SYNTHETIC_FAILURE_RATIO),
                reader.within(VerdictOptions.SYNTHETIC_MIN_FAILING_LOCATIONS, 1, Integer.MAX_VALUE),
                recent,
                reader.within(VerdictOptions.SYNTHETIC_RECENT_SAMPLES, 1, Integer.MAX_VALUE));
    }

    static CollapsePolicy collapse(ConfigOptionReader reader, WindowSpec window) {
        List<Long> widths =
                reader.list(VerdictOptions.COLLAPSE_WIDTHS, SpelledDuration::parse, "a duration such as 5 min").stream()
                        .map(Duration::toMillis)
                        .toList();
        for (long width : widths) {
            reader.check(
                    width > 0 && width % window.slideMillis() == 0 && width <= window.sizeMillis(),
                    VerdictOptions.COLLAPSE_WIDTHS,
                    width + " ms is not a multiple of window.slide, " + window.slideMillis()
                            + " ms, from the slide up to window.size, " + window.sizeMillis() + " ms");
        }
        Ratio ratio = reader.ratio(VerdictOptions.COLLAPSE_RATIO);
        Ratio recovery = reader.ratio(VerdictOptions.COLLAPSE_RECOVERY_RATIO);
        reader.check(
                ratio.isReachedBy(recovery.numerator(), recovery.denominator()),
                VerdictOptions.COLLAPSE_RECOVERY_RATIO,
                "it is below collapse.ratio; a collapse would end when it begins");
        List<String> disabled = reader.list(
                VerdictOptions.COLLAPSE_DISABLED,
                word -> word.isBlank() || word.startsWith("/") || word.endsWith("/") ? null : word,
                "a tenant or tenant/app");
        return new CollapsePolicy(
                widths,
                ratio,
                recovery,
                reader.within(VerdictOptions.COLLAPSE_MIN_EXPECTED, 1, Integer.MAX_VALUE),
                boundaries(reader, VerdictOptions.COLLAPSE_MAX_HOLD, window.slideMillis()),
                Set.copyOf(disabled));
    }

    static EpisodePolicy episodes(ConfigOptionReader reader, long slideMillis) {
        return new EpisodePolicy(
                boundaries(reader, ConvergenceOptions.REARM_HOLD, slideMillis),
                boundaries(reader, ConvergenceOptions.UNSEEN_HOLD, slideMillis),
                reader.value(ConvergenceOptions.SUPERSEDE),
                boundaries(reader, ConvergenceOptions.REASSERT_INTERVAL, slideMillis),
                SignalSettings.disabledKinds(reader));
    }

    static HeartbeatPolicy heartbeats(ConfigOptionReader reader, MinuteUse minutes) {
        long every = reader.millis(VerdictOptions.HEARTBEAT, MINUTE, MAX_HEARTBEAT);
        long healthy = reader.millis(VerdictOptions.HEARTBEAT_HEALTHY, MINUTE, MAX_HEARTBEAT);
        reader.check(
                every % MINUTE.toMillis() == 0,
                VerdictOptions.HEARTBEAT,
                every + " ms is not a multiple of a minute; heartbeats are published at full minutes");
        reader.check(
                healthy % every == 0,
                VerdictOptions.HEARTBEAT_HEALTHY,
                healthy + " ms is not a multiple of verdict.heartbeat, " + every + " ms");
        return every % MINUTE.toMillis() == 0 && healthy % every == 0
                ? new HeartbeatPolicy(every, healthy, minutes)
                : HeartbeatPolicy.DEFAULTS;
    }

    private static long boundaries(ConfigOptionReader reader, ConfigOption<Duration> option, long slideMillis) {
        long millis = reader.millis(option, Duration.ZERO, DAY);
        reader.check(
                millis % slideMillis == 0,
                option,
                millis + " ms is not a multiple of window.slide, " + slideMillis + " ms");
        return millis;
    }
}
