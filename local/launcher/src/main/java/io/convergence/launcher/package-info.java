/** The launcher: one class for each command of the command line. */
@NullMarked
package io.convergence.launcher;

import org.jspecify.annotations.NullMarked;
