package io.convergence.jobs.settings;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.convergence.core.window.RumMinutes;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/** Options that results depend on: branches, event time, signals and bounds; those of verdicts are in {@link VerdictOptions}. */
public final class ConvergenceOptions {
    private static final String PLACEHOLDERS =
            "may contain {tenant}, {service}, {app}, {host}, {slo}, {group}, {tier} and {kind}.";

    /** {@code convergence.branches}. */
    public static final ConfigOption<List<Branch>> BRANCHES = key("convergence.branches")
            .enumType(Branch.class)
            .asList()
            .defaultValues(Branch.CONVERGENCE, Branch.SLO)
            .withDescription("Branches whose results are published, separated by commas: convergence, slo.");

    /** {@code store.minutes}. */
    public static final ConfigOption<Boolean> STORE_MINUTES = key("store.minutes")
            .booleanType()
            .defaultValue(true)
            .withDescription("Whether the verdict of each key at each full minute is stored, for charts over time; "
                    + "one row per key and minute.");

    /** {@code store.rum-minutes}. */
    public static final ConfigOption<RumMinutes> STORE_RUM_MINUTES = key("store.rum-minutes")
            .enumType(RumMinutes.class)
            .defaultValue(RumMinutes.PAGE)
            .withDescription(
                    "Rows of page views that are stored for each minute: page (one per page, app and host), host (one "
                            + "per app and host) or none.");

    /** {@code synthetic.max-age}. */
    public static final ConfigOption<Duration> SYNTHETIC_MAX_AGE = duration(
            "synthetic.max-age",
            Duration.ofMinutes(15),
            "A synthetic result that was started longer than this before it was received is rejected as stale.");

    /** {@code time.out-of-orderness}. */
    public static final ConfigOption<Duration> OUT_OF_ORDERNESS = duration(
            "time.out-of-orderness",
            Duration.ofSeconds(5),
            "How far a record may lag behind the latest one of its partition without being late; every verdict is delayed by it.");

    /** {@code time.max-ahead}. */
    public static final ConfigOption<Duration> MAX_AHEAD = duration(
            "time.max-ahead",
            Duration.ofSeconds(60),
            "A record whose event time lies further than this after its Kafka timestamp is rejected as future.");

    /** {@code evaluation.stagger}. */
    public static final ConfigOption<Duration> STAGGER = duration(
            "evaluation.stagger",
            Duration.ofMillis(500),
            "Span over which the evaluations of one boundary are spread by key; shorter than the slide.");

    /** {@code signal.rearm-hold}. */
    public static final ConfigOption<Duration> REARM_HOLD = duration(
            "signal.rearm-hold",
            Duration.ofMinutes(5),
            "How long a verdict must stay healthy before its incident ends; a multiple of the slide.");

    /** {@code signal.unseen-hold}. */
    public static final ConfigOption<Duration> UNSEEN_HOLD = duration(
            "signal.unseen-hold",
            Duration.ofMinutes(2),
            "How long only users must be affected before the signal that checks do not see it fires; a multiple of the slide.");

    /** {@code signal.supersede}. */
    public static final ConfigOption<Boolean> SUPERSEDE = key("signal.supersede")
            .booleanType()
            .defaultValue(true)
            .withDescription(
                    "Whether the signal that checks do not see an impact is resolved when the correlated signal fires.");

    /** {@code signal.reassert-interval}. */
    public static final ConfigOption<Duration> REASSERT_INTERVAL = duration(
            "signal.reassert-interval",
            Duration.ofMinutes(5),
            "Interval at which a firing signal is repeated; a multiple of the slide, 0 means never.");

    /** {@code signal.disabled-kinds}. */
    public static final ConfigOption<List<String>> DISABLED_KINDS = texts(
            "signal.disabled-kinds",
            "Signal kinds that never fire, separated by commas: kind or tenant/kind; empty means none.");

    /** {@code signal.runbook-url}. */
    public static final ConfigOption<String> RUNBOOK_URL =
            text("signal.runbook-url", "Runbook that signals link to; " + PLACEHOLDERS);

    /** {@code signal.url}. */
    public static final ConfigOption<String> SIGNAL_URL =
            text("signal.url", "Page that signals link to; " + PLACEHOLDERS);

    /** {@code bounds.pages}. */
    public static final ConfigOption<Integer> BOUND_PAGES = number(
            "bounds.pages",
            256,
            "Pages of an app and host that get a row of their own each minute; all others are counted as (other).");

    /** {@code bounds.apps}. */
    public static final ConfigOption<Integer> BOUND_APPS = number("bounds.apps", 64, "Most apps per host.");

    /** {@code bounds.hosts}. */
    public static final ConfigOption<Integer> BOUND_HOSTS =
            number("bounds.hosts", 100_000, "Most hosts per tenant and subtask.");

    /** {@code bounds.groups}. */
    public static final ConfigOption<Integer> BOUND_GROUPS =
            number("bounds.groups", 200_000, "Most groups with a budget per service level objective and subtask.");

    /** {@code beacon.deduplicate}. */
    public static final ConfigOption<Boolean> DEDUPLICATE_BEACONS = key("beacon.deduplicate")
            .booleanType()
            .defaultValue(false)
            .withDescription("Whether a repeated beacon id counts once; costs a shuffle and state for each view.");

    /** {@code tenants.allowed}. */
    public static final ConfigOption<List<String>> ALLOWED_TENANTS =
            texts("tenants.allowed", "Tenants whose records are accepted, separated by commas; empty means all.");

    /** {@code bundle.max-partials}. */
    public static final ConfigOption<Integer> BUNDLE_MAX_PARTIALS =
            number("bundle.max-partials", 20_000, "Number of partial sums at which a bundle is sent to the shuffle.");

    /** {@code bundle.flush-interval}. */
    public static final ConfigOption<Duration> BUNDLE_FLUSH_INTERVAL = duration(
            "bundle.flush-interval",
            Duration.ofSeconds(2),
            "Longest time that a partial sum stays in a bundle before the shuffle, on the wall clock.");

    private ConvergenceOptions() {}

    static ConfigOption<Duration> duration(String key, Duration value, String description) {
        return key(key).durationType().defaultValue(value).withDescription(description);
    }

    static ConfigOption<Integer> number(String key, int value, String description) {
        return key(key).intType().defaultValue(value).withDescription(description);
    }

    static ConfigOption<Double> ratio(String key, double value, String description) {
        return key(key).doubleType().defaultValue(value).withDescription(description);
    }

    static ConfigOption<String> text(String key, String description) {
        return key(key).stringType().noDefaultValue().withDescription(description);
    }

    static ConfigOption<List<String>> texts(String key, String description) {
        return key(key).stringType().asList().defaultValues().withDescription(description);
    }
}
