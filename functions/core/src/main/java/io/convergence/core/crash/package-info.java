/** Forms of crash reports. */
package io.convergence.core.crash;
