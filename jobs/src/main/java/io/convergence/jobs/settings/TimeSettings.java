package io.convergence.jobs.settings;

import java.time.Duration;

/**
 * Bounds on event time, in milliseconds.
 *
 * @param outOfOrdernessMillis how far a record may lag behind the latest of its partition without being late
 * @param maxAheadMillis how far the event time of a record may lie after its Kafka timestamp
 * @param syntheticMaxAgeMillis how long before its receipt a synthetic result may have been started
 * @param staggerMillis span over which the evaluations of one boundary are spread by key; below the slide
 */
public record TimeSettings(
        long outOfOrdernessMillis, long maxAheadMillis, long syntheticMaxAgeMillis, long staggerMillis) {

    private static final Duration HOUR = Duration.ofHours(1);

    static TimeSettings read(ConfigOptionReader reader, long slideMillis) {
        long stagger = reader.millis(ConvergenceOptions.STAGGER, Duration.ZERO, HOUR);
        reader.check(
                stagger < slideMillis,
                ConvergenceOptions.STAGGER,
                stagger + " ms is not shorter than window.slide, " + slideMillis + " ms");
        return new TimeSettings(
                reader.millis(ConvergenceOptions.OUT_OF_ORDERNESS, Duration.ZERO, HOUR),
                reader.millis(ConvergenceOptions.MAX_AHEAD, Duration.ZERO, HOUR),
                reader.millis(ConvergenceOptions.SYNTHETIC_MAX_AGE, Duration.ofSeconds(1), Duration.ofDays(1)),
                stagger);
    }
}
