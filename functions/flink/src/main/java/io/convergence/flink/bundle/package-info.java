/** Addition of page views by host, app, page and slice before they are shuffled. */
package io.convergence.flink.bundle;
