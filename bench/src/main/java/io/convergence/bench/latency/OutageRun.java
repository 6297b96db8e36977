package io.convergence.bench.latency;

import io.convergence.launcher.system.Teardown;
import java.io.PrintStream;
import java.util.List;

/**
 * Measurement of the time to detect that all views of a host stop. The history that the traffic is compared with, half an
 * hour, is published at the start with its event times.
 *
 * @param conditions delivery guarantee, checkpoint interval, other traffic
 * @param outages number of hosts, at least 2
 */
record OutageRun(MeasuredJob.Conditions conditions, int outages) {
    private static final long SECOND = 1000;
    private static final long HISTORY = 1_860 * SECOND;

    /** Time for the start of the job and for the evaluation of the history. */
    private static final long START = 180 * SECOND;

    private static final long BUSY_LIMIT = 90 * SECOND;
    private static final long CALM_LIMIT = 360 * SECOND;

    /** Starts broker, database, cluster and job, measures, and ends them; a report for each rate. */
    List<OutageReport> run(PrintStream out) throws Exception {
        try (Teardown teardown = new Teardown()) {
            long now = System.currentTimeMillis();
            MeasuredJob job = MeasuredJob.start(teardown, conditions, now - HISTORY, out);
            long span = TipSchedule.turnMillis(job.bound().slide(), conditions.intervalMillis());
            SilentHosts hosts = new SilentHosts(outages, (now + START) / SECOND * SECOND, span);
            job.traffic().add(hosts);
            job.awaitCheckpoint();
            job.log("the job runs; the views of " + outages + " hosts stop within " + span / SECOND + " s");
            job.flow(
                    hosts.firstStop() + span + CALM_LIMIT + BUSY_LIMIT,
                    () -> job.watch().hosts() == outages);
            return List.of(
                    report("outage at 60 views a minute", BUSY_LIMIT, SilentHosts.BUSY_MILLIS, hosts, job),
                    report("outage at 12 views a minute", CALM_LIMIT, SilentHosts.CALM_MILLIS, hosts, job));
        }
    }

    private static OutageReport report(String name, long limit, long interval, SilentHosts hosts, MeasuredJob job) {
        return OutageReport.of(
                name, limit, hosts.lastViews(interval), job.watch().seen());
    }
}
