/**
 * A Flink cluster of several processes on this machine: JobManager, TaskManagers and ZooKeeper, each a JVM of its own that
 * can be killed, paused and started again.
 */
@NullMarked
package io.convergence.launcher.cluster;

import org.jspecify.annotations.NullMarked;
