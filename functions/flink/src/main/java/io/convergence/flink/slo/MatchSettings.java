package io.convergence.flink.slo;

import io.convergence.core.slo.definition.MinuteSchedule;
import java.io.Serializable;

/**
 * How matched events are handed over.
 *
 * @param schedule when minutes are evaluated
 * @param allowedLatenessMillis how long after its end a minute is restated
 * @param maxPartials how many partials are held at most
 * @param flushIntervalMillis processing time after which all are handed over
 */
public record MatchSettings(
        MinuteSchedule schedule, long allowedLatenessMillis, int maxPartials, long flushIntervalMillis)
        implements Serializable {}
