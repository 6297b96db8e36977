/** HTTP: connections that are bounded in number, size and time, bodies, and answers. */
package io.convergence.gateway.http;
