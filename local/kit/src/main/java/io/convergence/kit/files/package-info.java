/** Files and directories that tests and local runs leave behind. */
@NullMarked
package io.convergence.kit.files;

import org.jspecify.annotations.NullMarked;
