/** Operators of service level objectives: definitions, matching of events, error budgets. */
package io.convergence.flink.slo;
