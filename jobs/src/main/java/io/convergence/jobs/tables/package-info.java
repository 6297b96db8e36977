/** The tables that the jobs write: columns, keys and conflict rules, one class per table. */
package io.convergence.jobs.tables;
