package io.convergence.bench.console;

import io.convergence.kit.postgres.SqlClient;
import io.convergence.kit.wait.Waiting;
import io.convergence.launcher.demo.DemoStory;
import io.convergence.launcher.traffic.TrafficSite;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Watches the demonstration's console in one browser for each tenant, and compares when a host moved to another group with
 * the verdicts in the database.
 */
public final class IncidentBench {
    private static final Duration LIMIT = Duration.ofSeconds(12);

    private final SqlClient sql;
    private final PrintStream out;
    private int late;
    private int compared;

    private IncidentBench(SqlClient sql, PrintStream out) {
        this.sql = sql;
        this.out = out;
    }

    /**
     * Watches, prints each change, and ends with exit code 1 when one was shown later than 12 s after its boundary, when a
     * title was wrong, or when nothing changed.
     *
     * @param arguments address of the console that logs in, JDBC address, user and password of the database, minutes
     */
    public static void main(String[] arguments) throws SQLException {
        SqlClient sql = new SqlClient(arguments[1], arguments[2], arguments[3]);
        boolean within =
                new IncidentBench(sql, System.out).run(arguments[0], Duration.ofMinutes(Long.parseLong(arguments[4])));
        System.exit(within ? 0 : 1);
    }

    private boolean run(String link, Duration span) throws SQLException {
        List<WatchedTenant> tenants = new ArrayList<>();
        try {
            for (String tenant : DemoStory.sites().stream()
                    .map(TrafficSite::tenant)
                    .collect(Collectors.toCollection(TreeSet::new))) {
                tenants.add(new WatchedTenant(link, tenant));
            }
            long start = System.currentTimeMillis();
            Waiting.pause(span.toMillis());
            // What was decided later may still be on its way to the page.
            long end = System.currentTimeMillis() - LIMIT.toMillis();
            for (WatchedTenant tenant : tenants) {
                compare(tenant.changes(), DecidedGroup.read(sql, tenant.tenant(), start, end));
            }
        } finally {
            tenants.forEach(WatchedTenant::close);
        }
        out.printf(Locale.ROOT, "%d changes, %d of them not as they should be%n", compared, late);
        return compared > 0 && late == 0;
    }

    private void compare(List<ShownGroup> shown, List<DecidedGroup> decided) {
        for (DecidedGroup change : decided) {
            OptionalLong at = shown.stream()
                    .filter(group -> group.host().equals(change.host())
                            && group.group().equals(change.group())
                            && group.at() >= change.at())
                    .mapToLong(ShownGroup::at)
                    .findFirst();
            compared++;
            boolean isLate = at.isEmpty() || at.getAsLong() - change.at() > LIMIT.toMillis();
            late += isLate ? 1 : 0;
            out.printf(
                    Locale.ROOT,
                    "%s  %-28s %-8s %s%s%n",
                    Instant.ofEpochMilli(change.at()),
                    change.host(),
                    change.group(),
                    at.isEmpty() ? "never" : "%.1f s".formatted((at.getAsLong() - change.at()) / 1e3),
                    isLate ? "  (limit 12 s)" : "");
        }
        for (ShownGroup group : shown) {
            if (!group.isTitled()) {
                late++;
                out.println("wrong title: " + group);
            }
        }
    }
}
