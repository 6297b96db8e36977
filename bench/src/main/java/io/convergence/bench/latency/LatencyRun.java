package io.convergence.bench.latency;

import io.convergence.core.window.WindowSpec;
import io.convergence.launcher.system.Teardown;
import java.io.PrintStream;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;

/**
 * Measurement of the time to detect an incident with one delivery guarantee.
 *
 * @param conditions delivery guarantee, checkpoint interval, other traffic
 * @param incidents number of incidents, at least 1
 * @param freezing whether the database is frozen from the middle of the incidents on
 * @param spanMillis span over which the incidents are spread; 0 for the least common multiple of slide and interval
 */
record LatencyRun(MeasuredJob.Conditions conditions, int incidents, boolean freezing, long spanMillis) {
    private static final long SECOND = 1000;

    /** The wait for outstanding signals, in multiples of the promised bound. */
    private static final int BOUNDS_WAIT = 4;

    LatencyRun {
        if (incidents < 1 || spanMillis < 0) {
            throw new IllegalArgumentException("a run needs at least one incident and no negative span");
        }
    }

    /** Starts broker, database, cluster and job, measures, and ends them. */
    LatencyReport run(PrintStream out) throws Exception {
        try (Teardown teardown = new Teardown()) {
            MeasuredJob job = MeasuredJob.start(teardown, conditions, System.currentTimeMillis(), out);
            Findings findings;
            try {
                findings = measure(job);
            } finally {
                if (freezing) {
                    job.database().resume();
                }
            }
            CheckpointStatsSnapshot checkpoints = job.checkpoints();
            return new LatencyReport(
                    conditions.delivery(),
                    findings,
                    freezing ? incidents / 2 : incidents,
                    job.bound(),
                    MeasuredJob.completed(checkpoints),
                    checkpoints == null
                            ? 0
                            : checkpoints
                                    .getSummaryStats()
                                    .getEndToEndDurationStats()
                                    .getMaximum());
        }
    }

    private Findings measure(MeasuredJob job) throws Exception {
        job.awaitCheckpoint();
        job.log("the job runs; preparing " + incidents + " hosts");
        Incidents hosts = new Incidents(job.traffic(), Brink.of(job.settings().thresholds()));
        for (int incident = 0; incident < incidents; incident++) {
            hosts.prepare(incident, System.currentTimeMillis());
            job.flow(System.currentTimeMillis() + 1);
        }
        WindowSpec window = job.settings().window();
        long boundary = window.entersAt(window.sliceOf(System.currentTimeMillis()));
        TipSchedule schedule = schedule(boundary + job.bound().outOfOrderness() + SECOND, job);
        job.flow(schedule.start());
        job.log("tipping their verdicts over " + schedule.spanMillis() / SECOND + " s");
        for (int incident = 0; incident < incidents; incident++) {
            job.flow(schedule.at(incident));
            if (freezing && incident == incidents / 2) {
                job.database().pause();
            }
            hosts.tip(incident, System.currentTimeMillis());
        }
        job.flow(
                System.currentTimeMillis() + BOUNDS_WAIT * job.bound().promised(),
                () -> job.watch().hosts() == incidents);
        return Findings.of(hosts.tips(), job.watch().seen(), window);
    }

    /** The schedule of the incidents, which must end before the first signal is re-asserted. */
    private TipSchedule schedule(long start, MeasuredJob job) {
        long span =
                spanMillis == 0 ? TipSchedule.turnMillis(job.bound().slide(), conditions.intervalMillis()) : spanMillis;
        long longest = job.settings().episodes().reassertMillis() - job.bound().promised();
        if (span > longest) {
            throw new IllegalArgumentException("incidents are spread over " + span / SECOND + " s; at most "
                    + longest / SECOND + " s are possible");
        }
        return new TipSchedule(start, span, incidents);
    }
}
