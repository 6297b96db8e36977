/** Evaluation of hosts: state of both planes over sliding windows, verdicts, and the schedule of evaluations. */
package io.convergence.core.convergence;
