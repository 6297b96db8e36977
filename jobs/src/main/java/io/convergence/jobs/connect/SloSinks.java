package io.convergence.jobs.connect;

import io.convergence.jobs.postgres.PostgresSinks;
import io.convergence.jobs.settings.TableSettings;
import io.convergence.jobs.tables.ReportsTable;
import io.convergence.jobs.tables.SlosTable;
import io.convergence.jobs.tables.SnapshotsTable;
import io.convergence.jobs.tables.StatusTable;
import io.convergence.jobs.topology.SloOutputs;

/**
 * Table sinks of the SLO branch. Its signals are written with all other signals by {@link ConvergenceSinks}.
 *
 * <pre>
 * snapshots -+--> batch-snapshots --> write-snapshots
 *            +--> batch-status -----> write-status
 * reports ------> batch-reports ----> write-reports
 * definitions --> batch-slos -------> write-slos
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

        tables.write(
                outputs.snapshots(),
                SnapshotsTable.table(),
                settings.retention().snapshotsDays(),
                "snapshots");
        tables.write(outputs.snapshots(), StatusTable.table(), "status");
        tables.write(outputs.reports(), ReportsTable.table(), "reports");
        tables.inOrder().write(outputs.definitions(), SlosTable.table(), "slos");
    }
}
