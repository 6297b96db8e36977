/**
 * Reading of the job's tables. It alone knows JDBC. Every request is one read-only transaction that has the tenant set for
 * the row policies, and every statement names the tenant as well.
 */
package io.convergence.query.store;
