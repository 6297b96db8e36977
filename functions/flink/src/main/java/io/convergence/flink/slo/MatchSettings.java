package io.convergence.flink.slo;

import io.convergence.core.slo.definition.MinuteSchedule;
import java.io.Serializable;

/**
 * Schedule and buffer limits of a {@link MatchOperator}.
 *
 * @param schedule schedule of the evaluations of each budget
 * @param allowedLatenessMillis how long after its end late events still count for a minute, whole minutes
 * @param maxPartials most partials in the buffer, at least 1
 * @param flushIntervalMillis longest time an event is buffered, in processing time
 */
public record MatchSettings(
        MinuteSchedule schedule, long allowedLatenessMillis, int maxPartials, long flushIntervalMillis)
        implements Serializable {}
