/** The command line program {@code convergence} as one executable jar, without Flink, broker and database. */
@NullMarked
package io.convergence.cli;

import org.jspecify.annotations.NullMarked;
