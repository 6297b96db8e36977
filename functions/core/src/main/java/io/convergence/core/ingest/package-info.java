/** The trust boundary: strict JSON, and what it answers of bytes that nobody vouches for. */
package io.convergence.core.ingest;
