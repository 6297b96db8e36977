/** The local system: a broker, a database and a Flink cluster in this process, its topics, and the job that runs on it. */
@NullMarked
package io.convergence.launcher.system;

import org.jspecify.annotations.NullMarked;
