/** Keyed functions of the second plane: sessions with their timeline, metrics per minute and groups of errors. */
package io.convergence.flink.events;
