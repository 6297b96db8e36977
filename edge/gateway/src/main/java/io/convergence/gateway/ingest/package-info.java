/** Rules that decide whether a request is refused or published. They read neither connections nor bodies. */
package io.convergence.gateway.ingest;
