/** Removal of records that were published more than once. */
package io.convergence.flink.deduplicate;
