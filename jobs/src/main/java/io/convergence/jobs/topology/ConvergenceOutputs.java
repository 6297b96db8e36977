package io.convergence.jobs.topology;

import io.convergence.core.signal.IncidentRecord;
import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.verdict.VerdictRecord;
import io.convergence.core.verdict.VerdictUpdate;
import io.convergence.core.window.LateBeacons;
import io.convergence.core.window.PageMinute;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.jspecify.annotations.Nullable;

/**
 * Output streams of the convergence branch. The verdicts and signals of a key are emitted by one subtask, in order.
 *
 * @param verdicts changed verdicts, heartbeats of unchanged ones, and tombstones
 * @param minutes the verdict of each key at each full minute, published or not, without percentiles when these are not stored
 * @param signals firing, repeated and resolved signals, and tombstones
 * @param incidents incidents that opened, changed or ended, and open ones at full minutes
 * @param pageMinutes page views of each page and minute, or of each app on a host and minute; null when none are stored
 * @param lateBeacons page views that arrived after their verdict
 * @param lateSynthetic synthetic results that arrived after their verdict
 */
public record ConvergenceOutputs(
        DataStream<VerdictUpdate> verdicts,
        DataStream<VerdictRecord> minutes,
        DataStream<SignalUpdate> signals,
        DataStream<IncidentRecord> incidents,
        @Nullable DataStream<PageMinute> pageMinutes,
        DataStream<LateBeacons> lateBeacons,
        DataStream<SyntheticResult> lateSynthetic) {}
