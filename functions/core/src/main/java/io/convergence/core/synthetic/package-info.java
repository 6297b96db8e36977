/** Results of synthetic checks and their JSON on Kafka. */
package io.convergence.core.synthetic;
