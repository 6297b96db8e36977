package io.convergence.jobs.topology;

import io.convergence.core.ingest.DeadLetter;
import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.slo.definition.SloUpdate;
import io.convergence.core.slo.match.LateEvents;
import io.convergence.core.slo.result.SloReport;
import io.convergence.core.slo.result.SloSnapshot;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Output streams of the SLO branch. The snapshots and signals of a group are emitted by one subtask, in order, and so are
 * all definitions.
 *
 * @param snapshots states of error budgets at minute boundaries, including restated ones
 * @param reports results of objectives over closed spans
 * @param signals firing, repeated and resolved burn-rate signals, and tombstones
 * @param definitions definitions that take effect, and removals
 * @param late events that arrived too late to be counted
 * @param deadLetters dead letters of documents that were rejected
 */
public record SloOutputs(
        DataStream<SloSnapshot> snapshots,
        DataStream<SloReport> reports,
        DataStream<SignalUpdate> signals,
        DataStream<SloUpdate> definitions,
        DataStream<LateEvents> late,
        DataStream<DeadLetter> deadLetters) {}
