package io.convergence.jobs.topology;

import io.convergence.core.error.ErrorGroup;
import io.convergence.core.error.ErrorMinute;
import io.convergence.core.error.ErrorStackRow;
import io.convergence.core.event.RumEvent;
import io.convergence.core.ingest.DeadLetter;
import io.convergence.core.rollup.MetricMinute;
import io.convergence.core.session.Erasure;
import io.convergence.core.session.SessionRow;
import io.convergence.core.session.TimelineRow;
import io.convergence.core.signal.SignalUpdate;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Output streams of the sessions job.
 *
 * @param sessions rows of sessions
 * @param timeline rows of events
 * @param segments segments of recordings
 * @param erasures erasures of sessions
 * @param metricMinutes rows of metrics by minute
 * @param errorGroups rows of groups of errors
 * @param errorMinutes rows of occurrences of errors by minute
 * @param errorStacks rows of stacks of errors
 * @param signals firing, repeated and resolved signals about performance budgets and new groups of errors, and tombstones
 * @param deadLetters dead letters of rejected records
 */
public record SessionsOutputs(
        DataStream<SessionRow> sessions,
        DataStream<TimelineRow> timeline,
        DataStream<RumEvent> segments,
        DataStream<Erasure> erasures,
        DataStream<MetricMinute> metricMinutes,
        DataStream<ErrorGroup> errorGroups,
        DataStream<ErrorMinute> errorMinutes,
        DataStream<ErrorStackRow> errorStacks,
        DataStream<SignalUpdate> signals,
        DataStream<DeadLetter> deadLetters) {}
