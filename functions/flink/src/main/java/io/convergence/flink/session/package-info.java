/** Sessions: their state, and the rows and measurements of their events. */
package io.convergence.flink.session;
