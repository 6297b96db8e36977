package io.convergence.query;

import io.convergence.kit.browser.Browser;
import io.convergence.kit.wait.Waiting;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The program of {@code bench/console.sh}: measures the console in Chromium over many hosts. Times of the processor are those
 * of the page's main thread, so that they hold on a machine that does other work as well.
 */
public final class ConsoleSpeed {
    private static final int LOADS = 10;
    private static final int MINUTES_OF_A_DAY = 1440;

    /** Notes when the page shows as many rows as the list has. */
    private static final String CLOCK = """
            window.shownAt = 0;
            const look = () => { if (document.querySelectorAll('[data-row]').length >= %d) { window.shownAt = performance.now(); }
              else { requestAnimationFrame(look); } };
            requestAnimationFrame(look);
            """;

    /** Replaces the stream by one that a script feeds. */
    private static final String STREAM = """
            window.EventSource = class extends EventTarget {
              constructor() { super(); window.source = this; setTimeout(() => this.onopen && this.onopen()); }
              close() {} static CLOSED = 2; };
            """;

    /** Feeds one minute of a day: every host has an event, and one host in twenty changes its verdict every ten minutes. */
    private static final String MINUTE = """
            window.minute = async (from, to) => {
              const rows = window.kept = window.kept || (await (await fetch('/api/v1/verdicts?limit=1000')).json()).items;
              for (let m = from; m < to; m++) {
                const end = new Date(Date.parse(rows[0].window_end) + 60000 * (m + 1)).toISOString();
                const send = (name, data) => window.source.dispatchEvent(new MessageEvent(name, {data: JSON.stringify(data)}));
                rows.forEach((row, i) => { const is = i % 20 === 0 && Math.floor(m / 10) %% 2 === 0;
                  send('verdict', {...row, hour: undefined, window_end: end, views: row.views + m, rum_degraded: is,
                    verdict: is ? 'user_impact_confirmed' : 'healthy', since: end}); });
                send('progress', {now: end, progress: end});
                await new Promise(requestAnimationFrame);
              }
            };
            """.replace("%%", "%");

    private ConsoleSpeed() {}

    /** Measures with 500 hosts, then with 5,000. */
    public static void main(String[] arguments) throws SQLException {
        try (SeededQuery query = SeededQuery.start("events.interval", "100 ms")) {
            add(query, 0, 500);
            measure(query, 500);
            day(query, 500);
            add(query, 500, 5_000);
            load(query, 5_000);
        }
        System.exit(0);
    }

    private static void add(SeededQuery query, int from, int to) throws SQLException {
        String hosts = "generate_series(" + from + ", " + (to - 1) + ") AS n";
        for (String table : List.of("convergence_verdicts", "convergence_minutes")) {
            String minutes = table.endsWith("minutes") ? " AND t.window_end > now() - interval '1 hour'" : "";
            query.sql()
                    .execute("INSERT INTO " + table
                            + " SELECT (jsonb_populate_record(t, jsonb_build_object('tenant', 'initech', "
                            + "'app', 'app-' || n % 50, 'host', 'host-' || n || '.example'))).* FROM " + hosts + ", "
                            + table
                            + " AS t WHERE t.tenant = 'globex' AND t.app = 'shop'" + minutes);
        }
        query.sql()
                .execute(
                        "UPDATE convergence_verdicts SET verdict = 'user_impact_confirmed', rum_degraded = true, "
                                + "error_views = 2000, error_rate = 0.25 WHERE tenant = 'initech' AND host LIKE 'host-1_.%'; "
                                + "UPDATE convergence_verdicts SET window_end = date_trunc('minute', now()) WHERE tenant = 'initech'; ANALYZE");
    }

    private static void load(SeededQuery query, int hosts) {
        try (Browser browser = new Browser().before(CLOCK.formatted(hosts))) {
            logIn(browser, query);
            double[] paint = new double[LOADS];
            double[] grid = new double[LOADS];
            double[] busy = new double[LOADS];
            for (int i = 0; i < LOADS; i++) {
                browser.driver().executeCdpCommand("Network.clearBrowserCache", Map.of());
                browser.open("about:blank");
                browser.open(query.url("/t/initech/now"));
                awaitRows(browser);
                paint[i] = number(browser, "performance.getEntriesByName('first-contentful-paint')[0].startTime");
                grid[i] = number(browser, "window.shownAt");
                busy[i] = since(Map.of("TaskDuration", 0.0), metrics(browser), "TaskDuration");
            }
            print(hosts + " hosts, first contentful paint", paint);
            print(hosts + " hosts, whole grid", grid);
            print(hosts + " hosts, main thread of a load", busy);
        }
    }

    private static void measure(SeededQuery query, int hosts) throws SQLException {
        load(query, hosts);
        try (Browser browser = new Browser().before(CLOCK.formatted(hosts))) {
            logIn(browser, query);
            browser.open(query.url("/t/initech/now"));
            awaitRows(browser);
            browser.until("setTimeout(done, 3000)");
            views(browser);
            renders(browser, query);
        }
    }

    private static void views(Browser browser) {
        for (String[] view : new String[][] {
            {"Incidents", "No incident"},
            {"Objectives", "No objective yet"},
            {"Signals", "No signal"},
            {"Now", "host-1"}
        }) {
            double[] times = new double[LOADS];
            for (int i = 0; i < LOADS; i++) {
                browser.until("const from = performance.now(); const look = () => { if (document.querySelector('main')"
                        + ".textContent.includes('" + view[1]
                        + "')) { window.took = performance.now() - from; done(); } "
                        + "else { requestAnimationFrame(look); } }; [...document.querySelectorAll('nav a')].find(a => "
                        + "a.textContent === '" + view[0] + "').click(); requestAnimationFrame(look);");
                times[i] = number(browser, "window.took");
                browser.until("[...document.querySelectorAll('nav a')].find(a => a.textContent === 'Intake').click(); "
                        + "setTimeout(done, 500)");
            }
            print("view " + view[0], times);
        }
        browser.until("[...document.querySelectorAll('nav a')].find(a => a.textContent === 'Now').click(); "
                + "setTimeout(done, 500)");
    }

    private static void renders(Browser browser, SeededQuery query) throws SQLException {
        String press = "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 't', bubbles: true}));";
        String frames = "requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));";
        times("re-render, every row changes", browser, press + frames);
        times(
                "re-render, no row changes",
                browser,
                "dispatchEvent(new Event('x')); document.getElementById('filter')"
                        + ".dispatchEvent(new Event('input', {bubbles: true}));" + frames);
        double[] busy = new double[LOADS];
        for (int i = 0; i < LOADS; i++) {
            Map<String, Double> before = metrics(browser);
            query.sql()
                    .execute(
                            "UPDATE convergence_verdicts SET views = views + 1, window_end = window_end + interval '10 s' "
                                    + "WHERE tenant = 'initech'");
            browser.until("setTimeout(done, 1500)");
            busy[i] = since(before, metrics(browser), "TaskDuration");
        }
        print("boundary, events of 500 hosts, whole", busy);
    }

    private static void times(String name, Browser browser, String script) {
        for (String metric : List.of("ScriptDuration", "RecalcStyleDuration", "LayoutDuration", "TaskDuration")) {
            double[] busy = new double[LOADS];
            for (int i = 0; i < LOADS; i++) {
                Map<String, Double> before = metrics(browser);
                browser.until(script);
                busy[i] = since(before, metrics(browser), metric);
            }
            print(name + ", " + metric, busy);
        }
    }

    private static void day(SeededQuery query, int hosts) {
        try (Browser browser = new Browser().before(STREAM).before(CLOCK.formatted(hosts))) {
            logIn(browser, query);
            browser.open(query.url("/t/initech/now"));
            awaitRows(browser);
            browser.run(MINUTE);
            System.out.printf("  heap before the day %.1f MB%n", heap(browser));
            for (int from = 0; from < MINUTES_OF_A_DAY; from += 10) {
                browser.until("window.minute(" + from + ", " + (from + 10) + ").then(done)");
                if (from % 240 == 230) {
                    System.out.printf("  heap after %d h %.1f MB%n", from / 60 + 1, heap(browser));
                }
            }
        }
    }

    private static double heap(Browser browser) {
        browser.driver().executeCdpCommand("HeapProfiler.collectGarbage", Map.of());
        Object used = browser.driver()
                .executeCdpCommand("Runtime.getHeapUsage", Map.of())
                .get("usedSize");
        return ((Number) Objects.requireNonNull(used)).doubleValue() / 1e6;
    }

    private static void logIn(Browser browser, SeededQuery query) {
        browser.shown(1440, 900, false).open(query.url("/login#" + SeededQuery.EMPTY));
        browser.driver().executeCdpCommand("Performance.enable", Map.of("timeDomain", "threadTicks"));
        Waiting.until(
                "the hosts are shown",
                () -> Boolean.TRUE.equals(browser.run("return !!document.querySelector('[data-row]')")));
    }

    private static void awaitRows(Browser browser) {
        Waiting.until("all rows are shown", () -> Boolean.TRUE.equals(browser.run("return window.shownAt > 0")));
    }

    private static double since(Map<String, Double> before, Map<String, Double> after, String metric) {
        return 1000 * (Objects.requireNonNull(after.get(metric)) - Objects.requireNonNull(before.get(metric)));
    }

    private static double number(Browser browser, String expression) {
        return ((Number) Objects.requireNonNull(browser.run("return " + expression))).doubleValue();
    }

    private static Map<String, Double> metrics(Browser browser) {
        Map<String, Double> values = new HashMap<>();
        Object list = browser.driver()
                .executeCdpCommand("Performance.getMetrics", Map.of())
                .get("metrics");
        for (Object metric : (List<?>) Objects.requireNonNull(list)) {
            Map<?, ?> one = (Map<?, ?>) metric;
            values.put(
                    String.valueOf(one.get("name")), ((Number) Objects.requireNonNull(one.get("value"))).doubleValue());
        }
        return values;
    }

    private static void print(String name, double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int p75 = (int) Math.ceil(0.75 * sorted.length) - 1;
        System.out.printf("  %-52s p75 %8.1f ms   median %8.1f ms%n", name, sorted[p75], sorted[sorted.length / 2]);
    }
}
