package io.convergence.jobs.settings;

/**
 * The settings of the sources and of the intake operators behind them.
 *
 * @param topics names of the topics
 * @param kafka how Kafka is read
 * @param time bounds on event time
 * @param intake rules for accepting records
 */
public record SourceSettings(TopicSettings topics, KafkaSettings kafka, TimeSettings time, IntakeSettings intake) {}
