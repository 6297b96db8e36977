/** Start and end of a replay, a job that rebuilds the results of a past span in topics and tables of its own. */
package io.convergence.jobs.replay;
