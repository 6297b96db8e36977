/** Connectors, built from settings: Kafka and Postgres. Nothing else imports one. */
package io.convergence.jobs.connect;
