/** The launcher's commands for objectives: check, explain, publish and delete definitions. */
@NullMarked
package io.convergence.launcher.slo;

import org.jspecify.annotations.NullMarked;
