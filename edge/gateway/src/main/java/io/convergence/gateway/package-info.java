/** HTTP ingest: what browsers and synthetic tools post becomes records on Kafka. */
package io.convergence.gateway;
