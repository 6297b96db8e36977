/** The launcher's commands for objectives: check, explain, publish and delete definitions. */
@NullMarked
package io.convergence.local.slo;

import org.jspecify.annotations.NullMarked;
