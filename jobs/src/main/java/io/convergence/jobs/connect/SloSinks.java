package io.convergence.jobs.connect;

import io.convergence.core.slo.SloReport;
import io.convergence.core.slo.SloSnapshot;
import io.convergence.core.slo.SloUpdate;
import io.convergence.jobs.settings.ConvergenceSettings;
import io.convergence.jobs.topology.SloOutputs;

/**
 * The outputs of the SLO branch but for its signals, which take the way of all signals ({@link ConvergenceSinks}).
 *
 * <pre>
 * snapshots ----> batch-snapshots --partition-snapshots--> write-snapshots
 * reports ------> batch-reports -------------------------> write-reports
 * definitions --> batch-slos ----------------------------> write-slos
 * </pre>
 */
public final class SloSinks {
    private SloSinks() {}

    /** Adds the sinks. */
    public static void attach(SloOutputs outputs, ConvergenceSettings settings) {
        int writers = Math.min(
                outputs.snapshots().getExecutionEnvironment().getParallelism(),
                settings.sink().parallelism());
        PostgresSinks tables = new PostgresSinks(settings.postgres(), settings.sink(), writers);

        Table<SloSnapshot> snapshots = SnapshotsTable.table();
        tables.write(
                tables.partitioned(
                        tables.batches(outputs.snapshots(), snapshots, "batch-snapshots"),
                        snapshots,
                        settings.retention().snapshotsDays(),
                        "partition-snapshots"),
                snapshots,
                "write-snapshots");

        Table<SloReport> reports = ReportsTable.table();
        tables.write(tables.batches(outputs.reports(), reports, "batch-reports"), reports, "write-reports");

        Table<SloUpdate> slos = SlosTable.table();
        tables.write(tables.batches(outputs.definitions(), slos, "batch-slos"), slos, "write-slos");
    }
}
