/**
 * The client of a request of events: its address behind trusted proxies, which is looked up and hashed but never leaves this
 * process, and what its user agent declares.
 */
package io.convergence.gateway.client;
