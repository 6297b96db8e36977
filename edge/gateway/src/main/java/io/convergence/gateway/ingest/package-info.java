/** What is decided about a request, apart from how it is read and answered. */
package io.convergence.gateway.ingest;
