/** Live events: what changed in the tables of a tenant, for every stream that is open. */
package io.convergence.query.feed;
