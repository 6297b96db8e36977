/** Child processes: JVMs that can be killed or paused, and commands that run to their end. */
@NullMarked
package io.convergence.kit.process;

import org.jspecify.annotations.NullMarked;
