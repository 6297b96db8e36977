/** Rules that decide whether a request is refused or published. They know nothing of connections and bodies. */
package io.convergence.gateway.ingest;
