/** The parts of the local system: a broker, a database and a Flink cluster in this process, and what joins them. */
@NullMarked
package io.convergence.launcher.system;

import org.jspecify.annotations.NullMarked;
