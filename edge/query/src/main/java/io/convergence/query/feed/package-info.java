/**
 * Live events: what changed in the tables of a tenant, for every stream that is open; and what is read from topics and kept in
 * memory by tenant.
 */
package io.convergence.query.feed;
