/** The format of Grafana Faro's SDK. */
package io.convergence.gateway.faro;
