/** The commands of the launcher, and how the job is joined to the local system. */
@NullMarked
package io.convergence.launcher;

import org.jspecify.annotations.NullMarked;
