/** A real single-node Kafka broker, in this process or in its own, with its topics and a reader of committed records. */
@NullMarked
package io.convergence.kit.kafka;

import org.jspecify.annotations.NullMarked;
