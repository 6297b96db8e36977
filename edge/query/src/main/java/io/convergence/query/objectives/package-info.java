/** OpenSLO documents of tenants: the topic of definitions is recorded in a table, from which their history is read. */
package io.convergence.query.objectives;
