/** Kafka sources, sinks and topic administration of the jobs, built from settings. Nothing else imports Kafka. */
package io.convergence.jobs.kafka;
