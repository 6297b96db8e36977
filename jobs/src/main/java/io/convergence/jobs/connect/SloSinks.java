package io.convergence.jobs.connect;

import io.convergence.core.slo.result.SloSnapshot;
import io.convergence.jobs.postgres.PostgresSinks;
import io.convergence.jobs.settings.TableSettings;
import io.convergence.jobs.tables.ReportsTable;
import io.convergence.jobs.tables.SlosTable;
import io.convergence.jobs.tables.SnapshotsTable;
import io.convergence.jobs.tables.StatusTable;
import io.convergence.jobs.topology.SloOutputs;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Table sinks of the SLO branch. Its signals are written with all other signals by {@link ConvergenceSinks}.
 *
 * <pre>
 * snapshots --> snapshots-by-budget -+--> batch-snapshots --> write-snapshots
 *                                    +--> batch-status -----> write-status
 * reports --------------------------> batch-reports ----> write-reports
 * definitions ----------------------> batch-slos -------> write-slos
 * </pre>
 */
public final class SloSinks {
    private SloSinks() {}

    /** Adds the sinks. */
    public static void attach(SloOutputs outputs, TableSettings settings) {
        int writers = Math.min(
                outputs.snapshots().getExecutionEnvironment().getParallelism(),
                settings.sink().parallelism());
        PostgresSinks tables = new PostgresSinks(settings, writers);

        DataStream<SloSnapshot> snapshots =
                tables.together(outputs.snapshots(), StatusTable.table(), "snapshots-by-budget");
        PostgresSinks inPlace = tables.inPlace();
        inPlace.write(snapshots, SnapshotsTable.table(), settings.retention().snapshotsDays(), "snapshots");
        inPlace.write(snapshots, StatusTable.table(), "status");
        tables.write(outputs.reports(), ReportsTable.table(), "reports");
        tables.inOrder().write(outputs.definitions(), SlosTable.table(), "slos");
    }
}
