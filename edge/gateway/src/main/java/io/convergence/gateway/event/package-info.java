/** Events of the second plane: readers of wire formats and the rules that turn what they read into redacted records. */
package io.convergence.gateway.event;
