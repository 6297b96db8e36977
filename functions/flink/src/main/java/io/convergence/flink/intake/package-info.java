/** First operator after a source: decoded records, dead letters and heartbeats are separated. */
package io.convergence.flink.intake;
