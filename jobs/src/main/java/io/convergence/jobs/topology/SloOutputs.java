package io.convergence.jobs.topology;

import io.convergence.core.ingest.DeadLetter;
import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.slo.definition.SloUpdate;
import io.convergence.core.slo.match.LateEvents;
import io.convergence.core.slo.result.SloReport;
import io.convergence.core.slo.result.SloSnapshot;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What the SLO branch hands to its sinks. Snapshots and signals of a group come from one subtask and in order, and so
 * do all definitions.
 *
 * @param snapshots how budgets stand, restatements among them
 * @param reports how objectives did in closed spans
 * @param signals fires, re-assertions, resolves and ends of burn alerts
 * @param definitions definitions that begin to hold, and their ends
 * @param late events that came so late that nothing is restated for them
 * @param deadLetters what is kept of documents that are wrong
 */
public record SloOutputs(
        DataStream<SloSnapshot> snapshots,
        DataStream<SloReport> reports,
        DataStream<SignalUpdate> signals,
        DataStream<SloUpdate> definitions,
        DataStream<LateEvents> late,
        DataStream<DeadLetter> deadLetters) {}
