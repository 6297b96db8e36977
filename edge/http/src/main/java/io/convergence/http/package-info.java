/**
 * Library of the HTTP services. It bounds connections in number, size and time, reads bodies, writes answers, counts
 * both for Prometheus, checks bearer tokens, and serves the management port. A service adds its routes and its own
 * options.
 */
package io.convergence.http;
