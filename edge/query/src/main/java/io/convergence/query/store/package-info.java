/**
 * Reading of the job's tables and writing of OpenSLO documents. It alone knows JDBC. Every request is one transaction, which
 * is read-only unless it adds documents and has the tenant set for the row policies; every statement names the tenant as well.
 */
package io.convergence.query.store;
