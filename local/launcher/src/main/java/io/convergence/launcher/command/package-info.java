/** Options that several commands of the launcher share, their converters, and the console. */
@NullMarked
package io.convergence.launcher.command;

import org.jspecify.annotations.NullMarked;
