/** Results of synthetic checks: the record, and decoders of Kafka records and posted bodies. */
package io.convergence.core.synthetic;
