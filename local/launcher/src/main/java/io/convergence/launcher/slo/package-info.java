/** Objectives of a local run. */
@NullMarked
package io.convergence.launcher.slo;

import org.jspecify.annotations.NullMarked;
