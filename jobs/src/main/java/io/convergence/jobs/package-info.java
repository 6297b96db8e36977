/** Entry points that are submitted to a cluster. They assemble a job from settings, connectors and topologies. */
package io.convergence.jobs;
