/** Options of the relay and the settings that they make up. */
package io.convergence.relay.settings;
