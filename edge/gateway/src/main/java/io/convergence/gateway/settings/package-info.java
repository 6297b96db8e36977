/** Options of the gateway and the settings that are read from them. */
package io.convergence.gateway.settings;
