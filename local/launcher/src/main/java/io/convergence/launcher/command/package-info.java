/** What the launcher's commands have in common: options, their mistakes, and the console. */
@NullMarked
package io.convergence.launcher.command;

import org.jspecify.annotations.NullMarked;
