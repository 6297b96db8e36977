/** The query service: HTTP API over the tables of the job, live events, and the console's files. */
package io.convergence.query;
