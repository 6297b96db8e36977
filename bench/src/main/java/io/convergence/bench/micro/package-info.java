/** Measurements of single steps of the job by JMH, without Kafka, Flink's runtime and Postgres. */
@NullMarked
package io.convergence.bench.micro;

import org.jspecify.annotations.NullMarked;
