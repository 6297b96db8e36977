/** A real Postgres server as a child process, and plain SQL against it. */
@NullMarked
package io.convergence.kit.postgres;

import org.jspecify.annotations.NullMarked;
