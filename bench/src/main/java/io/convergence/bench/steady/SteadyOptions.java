package io.convergence.bench.steady;

import io.convergence.core.settings.Option;
import io.convergence.core.settings.OptionReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What is measured at a steady rate.
 *
 * @param keys number of hosts, each of which has a view at least every 15 minutes
 * @param rate views per second
 * @param pages number of pages of each host
 * @param checked number of hosts that are checked, each from three locations a minute
 * @param history event time of the traffic that is read as fast as possible before the measurement
 * @param settle time between the end of the history and the measurement
 * @param span duration of the measurement
 * @param limit longest time to read the history
 * @param collect interval of explicit collections of the heap; zero for none
 * @param branches branches of the job
 * @param rumMinutes rows of page views that are stored: page, host or none
 * @param minutes whether the verdict of each host at each full minute is stored
 * @param cache MiB of each subtask for decoded hosts, for {@code window.cache-bytes}
 * @param conf directory of {@code config.yaml}
 */
record SteadyOptions(
        int keys,
        int rate,
        int pages,
        int checked,
        Duration history,
        Duration settle,
        Duration span,
        Duration limit,
        Duration collect,
        String branches,
        String rumMinutes,
        boolean minutes,
        int cache,
        Path conf) {
    private static final Option KEYS = Option.number("keys", 100_000, "Number of hosts.");
    private static final Option RATE = Option.number("rate", 2_000, "Views per second.");
    private static final Option PAGES = Option.number("pages", 10, "Number of pages of each host.");
    private static final Option CHECKED = Option.number("checked", 1_600, "Number of hosts that are checked.");
    private static final Option HISTORY =
            Option.duration("history", Duration.ofMinutes(30), "Traffic that is read before the measurement.");
    private static final Option SETTLE =
            Option.duration("settle", Duration.ofSeconds(45), "Time between the history and the measurement.");
    private static final Option SPAN = Option.duration("span", Duration.ofMinutes(2), "Duration of the measurement.");
    private static final Option LIMIT =
            Option.duration("limit", Duration.ofMinutes(10), "Longest time to read the history.");
    private static final Option COLLECT =
            Option.duration("collect", Duration.ZERO, "Interval of explicit collections of the heap; 0 s for none.");
    private static final Option BRANCHES = Option.text("branches", "convergence,slo", "Branches of the job.");
    private static final Option RUM_MINUTES =
            Option.text("rum-minutes", "page", "Rows of page views that are stored: page, host or none.");
    private static final Option MINUTES =
            Option.flag("minutes", true, "Whether the verdict of each host at each full minute is stored.");
    private static final Option CACHE = Option.number("cache", 64, "MiB of each subtask for decoded hosts.");
    private static final Option CONF = Option.text("conf", "conf", "Directory of config.yaml.");

    static final List<Option> OPTIONS = List.of(
            KEYS,
            RATE,
            PAGES,
            CHECKED,
            HISTORY,
            SETTLE,
            SPAN,
            LIMIT,
            COLLECT,
            BRANCHES,
            RUM_MINUTES,
            MINUTES,
            CACHE,
            CONF);

    /** The generated traffic visits hosts in steps of this number. */
    private static final int STEP = 7919;

    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final Duration LONGEST = Duration.ofHours(2);

    /** Minutes of traffic beyond the measurement, for the start of the job and the final savepoint. */
    private static final int SPARE_MINUTES = 5;

    static SteadyOptions read(OptionReader reader) {
        SteadyOptions options = new SteadyOptions(
                reader.number(KEYS, 1, 10_000_000),
                reader.number(RATE, 1, 100_000),
                reader.number(PAGES, 1, 10_000),
                reader.number(CHECKED, 0, 1_000_000),
                reader.duration(HISTORY, Duration.ofMinutes(1), LONGEST),
                reader.duration(SETTLE, Duration.ZERO, LONGEST),
                reader.duration(SPAN, Duration.ofSeconds(10), LONGEST),
                reader.duration(LIMIT, Duration.ofSeconds(10), LONGEST),
                reader.duration(COLLECT, Duration.ZERO, LONGEST),
                reader.text(BRANCHES),
                reader.text(RUM_MINUTES),
                reader.flag(MINUTES),
                reader.number(CACHE, 0, 1 << 20),
                Path.of(reader.text(CONF)));
        reader.problems()
                .check(
                        (long) options.rate * WINDOW.toSeconds() >= options.keys,
                        RATE.key() + ": " + options.rate + " views per second do not reach " + options.keys
                                + " hosts within 15 minutes");
        reader.problems().check(options.keys % STEP != 0, KEYS.key() + ": no multiple of " + STEP + " is possible");
        return options;
    }

    /** Whether objectives are measured too. */
    boolean hasObjectives() {
        return branches.contains("slo");
    }

    /** The command line that {@link #read} understands. */
    List<String> arguments() {
        return List.of(
                "--keys",
                String.valueOf(keys),
                "--rate",
                String.valueOf(rate),
                "--pages",
                String.valueOf(pages),
                "--checked",
                String.valueOf(checked),
                "--history",
                history.toMillis() + "ms",
                "--settle",
                settle.toMillis() + "ms",
                "--span",
                span.toMillis() + "ms",
                "--limit",
                limit.toMillis() + "ms",
                "--collect",
                collect.toMillis() + "ms",
                "--branches",
                branches,
                "--rum-minutes",
                rumMinutes,
                "--minutes",
                String.valueOf(minutes),
                "--cache",
                String.valueOf(cache),
                "--conf",
                conf.toString());
    }

    /**
     * The command line of the program that publishes the traffic.
     *
     * @param now epoch milliseconds
     */
    List<String> traffic(long now) {
        long whole = history.plus(limit).plus(settle).plus(span).toMinutes() + SPARE_MINUTES;
        return List.of(
                "--beacons", String.valueOf(whole * rate * Duration.ofMinutes(1).toSeconds()),
                "--keys", String.valueOf(keys),
                "--pages", String.valueOf(pages),
                "--minutes", String.valueOf(whole),
                "--checked", String.valueOf(checked),
                "--start", String.valueOf(now - history.toMillis()));
    }
}
