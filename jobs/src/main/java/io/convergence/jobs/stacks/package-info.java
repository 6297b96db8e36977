/** Stacks of errors resolved with the symbol files of the database. */
@NullMarked
package io.convergence.jobs.stacks;

import org.jspecify.annotations.NullMarked;
