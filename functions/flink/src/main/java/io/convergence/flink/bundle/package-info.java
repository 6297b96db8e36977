/** Addition of page views by slice and by minute before they are shuffled. */
package io.convergence.flink.bundle;
