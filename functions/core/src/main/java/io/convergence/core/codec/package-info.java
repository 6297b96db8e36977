/**
 * Encodings of everything that is published: JSON values and headers of Kafka records, JSON columns and binary columns.
 * Pure functions.
 */
package io.convergence.core.codec;
