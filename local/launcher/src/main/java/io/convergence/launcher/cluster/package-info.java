/**
 * A Flink cluster of several processes: JobManager, TaskManagers, ZooKeeper and, where asked for, the broker, each a JVM
 * of its own that can be killed, paused and started again.
 */
@NullMarked
package io.convergence.launcher.cluster;

import org.jspecify.annotations.NullMarked;
