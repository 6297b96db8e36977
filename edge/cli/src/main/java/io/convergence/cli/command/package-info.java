/** Command lines read by picocli: help, messages and exit codes, for this program and for the launcher. */
@NullMarked
package io.convergence.cli.command;

import org.jspecify.annotations.NullMarked;
