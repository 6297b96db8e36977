package io.convergence.jobs.topology;

import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.verdict.VerdictUpdate;
import io.convergence.core.window.LateBeacons;
import io.convergence.core.window.PageMinute;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What the convergence branch hands to its sinks. Verdicts and signals of a key come from one subtask and in order.
 *
 * @param verdicts changes, heartbeats and ends
 * @param signals fires, re-assertions, resolves and ends
 * @param pageMinutes views of each page and minute
 * @param lateBeacons views that came after their verdict
 * @param lateSynthetic synthetic results that came after their verdict
 */
public record ConvergenceOutputs(
        DataStream<VerdictUpdate> verdicts,
        DataStream<SignalUpdate> signals,
        DataStream<PageMinute> pageMinutes,
        DataStream<LateBeacons> lateBeacons,
        DataStream<SyntheticResult> lateSynthetic) {}
