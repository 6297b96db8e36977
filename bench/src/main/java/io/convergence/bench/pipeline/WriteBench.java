package io.convergence.bench.pipeline;

import static io.convergence.jobs.topology.Uids.identify;

import io.convergence.bench.BenchCluster;
import io.convergence.bench.BenchDatabase;
import io.convergence.bench.BenchPages;
import io.convergence.bench.BenchSettings;
import io.convergence.core.event.RumEvent;
import io.convergence.core.session.TimelineRow;
import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.VitalHistograms;
import io.convergence.core.window.PageMinute;
import io.convergence.flink.events.TimelineRowFormat;
import io.convergence.flink.state.Format;
import io.convergence.flink.state.FormatTypeInfo;
import io.convergence.flink.state.PageMinuteFormat;
import io.convergence.jobs.JobEnvironment;
import io.convergence.jobs.postgres.PostgresSinks;
import io.convergence.jobs.postgres.Table;
import io.convergence.jobs.settings.ConvergenceSettings;
import io.convergence.jobs.tables.MinutesTable;
import io.convergence.jobs.tables.TimelineTable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Processor time of the job and of Postgres for a million new rows of {@code rum_timeline} and {@code rum_minutes} that the
 * sinks write, by {@code COPY} and by upserts.
 */
public final class WriteBench {
    private static final int ROWS = 1_000_000;
    private static final int WARM_UP = 200_000;
    private static final int HOSTS = 2000;
    private static final int PAGES = 8;
    private static final int RETAINED_DAYS = 90;
    private static final double NANOS = 1e3;

    /** Times in proc are in ticks of a hundredth of a second. */
    private static final double TICK_MICROS = 10_000;

    private static final int FIELDS_BEFORE = 11;
    private static final int FIELDS = 4;
    private static final TrafficShape SHAPE = new TrafficShape(ROWS, 10_000, 0, PAGES, 10, 0);

    private final BenchDatabase database;
    private final BenchCluster cluster;
    private final ProcessHandle server;

    private WriteBench(BenchDatabase database, BenchCluster cluster) throws Exception {
        this.database = database;
        this.cluster = cluster;
        String first = database.sql()
                .query("SELECT split_part(pg_read_file('postmaster.pid'), chr(10), 1)")
                .get(0);
        server = ProcessHandle.of(Long.parseLong(first)).orElseThrow();
    }

    /** Measures both tables, each after a shorter run of both ways. */
    public static void main(String[] arguments) throws Exception {
        try (BenchDatabase database = BenchDatabase.start();
                BenchCluster cluster = BenchCluster.start(Path.of("conf"), Map.of("state.backend.type", "hashmap"))) {
            WriteBench bench = new WriteBench(database, cluster);
            for (int rows : new int[] {WARM_UP, ROWS}) {
                bench.compare("rum_timeline", TimelineTable.table(), WriteBench::event, new TimelineRowFormat(), rows);
                bench.compare("rum_minutes", MinutesTable.table(), WriteBench::minute, new PageMinuteFormat(), rows);
            }
        }
    }

    private <T> void compare(String name, Table<T> table, MapFunction<Long, T> element, Format<T> format, int rows)
            throws Exception {
        Table<T> upserted = new Table<>(
                table.name(),
                table.key(),
                table.others(),
                table.conflictRule(),
                table.day(),
                table.analytic(),
                row -> false);
        write(name + " by upserts", upserted, element, format, rows);
        write(name + " by COPY", table, element, format, rows);
    }

    private <T> void write(String name, Table<T> table, MapFunction<Long, T> element, Format<T> format, int rows)
            throws Exception {
        database.sql().execute("TRUNCATE " + table.name());
        database.sql().execute("CHECKPOINT");
        StreamExecutionEnvironment environment = cluster.environment();
        JobEnvironment.secure(environment);
        environment.setParallelism(1);
        ConvergenceSettings settings = BenchSettings.of(database);
        DataStream<T> elements = identify(
                identify(environment.fromSequence(0, rows - 1L), "numbers").map(element, new FormatTypeInfo<>(format)),
                "elements");
        new PostgresSinks(settings.forTables(), 1).inPlace().write(elements, table, RETAINED_DAYS, "rows");
        long own = ownNanos();
        double before = serverMicros();
        cluster.result(cluster.submit(environment)).get();
        double micros = (ownNanos() - own) / NANOS / rows;
        double serverMicros = (serverMicros() - before) / rows;
        String stored =
                database.sql().query("SELECT count(*) FROM " + table.name()).get(0);
        System.out.printf(
                Locale.ROOT,
                "%-26s %s rows: job %.2f us, Postgres %.2f us a row%n",
                name,
                stored,
                micros,
                serverMicros);
    }

    private static TimelineRow event(long number) {
        RumEvent event = new EventTraffic(SHAPE).event(number);
        return new TimelineRow(event, event.id(), event.receivedAt(), 1, null);
    }

    private static PageMinute minute(long number) {
        VitalHistograms vitals = new VitalHistograms();
        for (Vital vital : Vital.values()) {
            vitals.add(vital, 100.0 * (1 + vital.code()));
        }
        int host = (int) (number / PAGES % HOSTS);
        return new PageMinute(
                PipelineTraffic.tenant(host),
                PipelineTraffic.APP,
                "h" + host + ".example",
                BenchPages.name(number % PAGES),
                PipelineTraffic.START
                        + number / PAGES / HOSTS * Duration.ofMinutes(1).toMillis(),
                1,
                0,
                vitals,
                false);
    }

    /** Processor time of all processes of the server; those that have ended count for the first one. */
    private double serverMicros() {
        return TICK_MICROS
                * Stream.concat(Stream.of(server), server.children())
                        .mapToLong(process -> ticks(process.pid()))
                        .sum();
    }

    /** Time of a process and of its children that have ended: fields 14 to 17 of proc_pid_stat(5). */
    private static long ticks(long pid) {
        try {
            String line = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            // The second field, a name in parentheses, may contain spaces.
            return Arrays.stream(line.substring(line.lastIndexOf(')') + 2).split(" "))
                    .skip(FIELDS_BEFORE)
                    .limit(FIELDS)
                    .mapToLong(Long::parseLong)
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }

    private static long ownNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
