package io.convergence.jobs.settings;

import static io.convergence.jobs.settings.ConvergenceOptions.duration;
import static io.convergence.jobs.settings.ConvergenceOptions.number;
import static io.convergence.jobs.settings.ConvergenceOptions.ratio;
import static io.convergence.jobs.settings.ConvergenceOptions.texts;
import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/** Options that verdicts depend on: windows, thresholds of both planes, and traffic collapse. */
public final class VerdictOptions {
    /** {@code window.size}. */
    public static final ConfigOption<Duration> WINDOW_SIZE =
            duration("window.size", Duration.ofMinutes(15), "Length of the window that a verdict is based on.");

    /** {@code window.slide}. */
    public static final ConfigOption<Duration> WINDOW_SLIDE = duration(
            "window.slide",
            Duration.ofSeconds(10),
            "Interval between two evaluations; it must divide the window and a minute.");

    /** {@code window.cache-bytes}. */
    public static final ConfigOption<MemorySize> WINDOW_CACHE = key("window.cache-bytes")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(64))
            .withDescription(
                    "Most heap per subtask for decoded hosts (their windows and vitals), which are written to the "
                            + "state with each checkpoint; 0 bytes means none.");

    /** {@code verdict.heartbeat}. */
    public static final ConfigOption<Duration> HEARTBEAT = duration(
            "verdict.heartbeat",
            Duration.ofMinutes(1),
            "How often an unchanged verdict is published; whole minutes, at most 5.");

    /** {@code verdict.heartbeat-healthy}. */
    public static final ConfigOption<Duration> HEARTBEAT_HEALTHY = duration(
            "verdict.heartbeat-healthy",
            Duration.ofMinutes(5),
            "How often a verdict is published that has been healthy for 15 minutes after a change, or for 3 minutes "
                    + "after its key appeared; a multiple of verdict.heartbeat, at most 5 minutes. Keys take turns over "
                    + "all boundaries.");

    /** {@code rum.min-views}. */
    public static final ConfigOption<Integer> RUM_MIN_VIEWS =
            number("rum.min-views", 20, "Fewest page views in a window for users to be judged at all.");

    /** {@code rum.error-rate}. */
    public static final ConfigOption<Double> RUM_ERROR_RATE = ratio(
            "rum.error-rate",
            0.10,
            "Ratio of error views to views, in [0, 1], at or above which users count as affected.");

    /** {@code rum.lcp-p75}. */
    public static final ConfigOption<Duration> RUM_LCP_P75 = duration(
            "rum.lcp-p75",
            Duration.ofSeconds(4),
            "75th percentile of the largest contentful paint at or above which users count as affected.");

    /** {@code rum.min-lcp-samples}. */
    public static final ConfigOption<Integer> RUM_MIN_LCP_SAMPLES = number(
            "rum.min-lcp-samples",
            20,
            "Fewest page views with a largest contentful paint for its percentile to be judged; one slow view must not page.");

    /** {@code collapse.widths}. */
    public static final ConfigOption<List<Duration>> COLLAPSE_WIDTHS = key("collapse.widths")
            .durationType()
            .asList()
            .defaultValues(Duration.ofMinutes(1), Duration.ofMinutes(5))
            .withDescription(
                    "Widths of the spans whose page views are compared with equally long spans before, separated by commas, in the order in which they are examined; multiples of the slide.");

    /** {@code collapse.ratio}. */
    public static final ConfigOption<Double> COLLAPSE_RATIO = ratio(
            "collapse.ratio",
            0.2,
            "Traffic collapses when recent views are below this ratio of the expected views, in [0, 1]; 0 turns the rule off.");

    /** {@code collapse.recovery-ratio}. */
    public static final ConfigOption<Double> COLLAPSE_RECOVERY_RATIO = ratio(
            "collapse.recovery-ratio",
            0.5,
            "A traffic collapse ends when recent views are at or above this ratio of the expected views, in [0, 1].");

    /** {@code collapse.min-expected}. */
    public static final ConfigOption<Integer> COLLAPSE_MIN_EXPECTED =
            number("collapse.min-expected", 50, "Fewest expected views per width for silence to count as a collapse.");

    /** {@code collapse.max-hold}. */
    public static final ConfigOption<Duration> COLLAPSE_MAX_HOLD = duration(
            "collapse.max-hold",
            Duration.ofHours(2),
            "Longest time that a traffic collapse lasts; after it the little traffic counts as normal. A multiple of the slide.");

    /** {@code collapse.disabled}. */
    public static final ConfigOption<List<String>> COLLAPSE_DISABLED = texts(
            "collapse.disabled",
            "Tenants and apps whose traffic may end without an outage, separated by commas: tenant or tenant/app; empty means none.");

    /** {@code synthetic.min-samples}. */
    public static final ConfigOption<Integer> SYNTHETIC_MIN_SAMPLES =
            number("synthetic.min-samples", 2, "Fewest synthetic results in a window for checks to be judged at all.");

    /** {@code synthetic.failure-ratio}. */
    public static final ConfigOption<Double> SYNTHETIC_FAILURE_RATIO = ratio(
            "synthetic.failure-ratio",
            0.5,
            "Ratio of failed to all synthetic results, in [0, 1], at or above which checks count as degraded.");

    /** {@code synthetic.min-failing-locations}. */
    public static final ConfigOption<Integer> SYNTHETIC_MIN_FAILING_LOCATIONS = number(
            "synthetic.min-failing-locations",
            1,
            "Fewest distinct locations with a failure for checks to count as degraded.");

    /** {@code synthetic.recent-window}. */
    public static final ConfigOption<Duration> SYNTHETIC_RECENT_WINDOW = duration(
            "synthetic.recent-window",
            Duration.ofMinutes(5),
            "Span at the end of the window whose synthetic results alone decide where there are enough of them; a multiple of the slide, at most the window, 0 means none.");

    /** {@code synthetic.recent-samples}. */
    public static final ConfigOption<Integer> SYNTHETIC_RECENT_SAMPLES = number(
            "synthetic.recent-samples", 3, "Fewest synthetic results in the recent window for it to decide alone.");

    private VerdictOptions() {}
}
