/** What the gateway is told: options, read once and checked together. */
package io.convergence.gateway.settings;
