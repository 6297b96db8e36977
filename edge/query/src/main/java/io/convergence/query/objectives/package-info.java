/** OpenSLO documents of a tenant: their history and their present texts. */
package io.convergence.query.objectives;
