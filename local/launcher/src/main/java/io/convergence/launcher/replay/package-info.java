/** Replays files of canonical records through the real job and writes down what it published. */
@NullMarked
package io.convergence.launcher.replay;

import org.jspecify.annotations.NullMarked;
