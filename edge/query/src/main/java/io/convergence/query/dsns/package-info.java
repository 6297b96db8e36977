/** DSNs of a tenant: those that were created over the API, in their topic and table, and those of the registry file. */
package io.convergence.query.dsns;
