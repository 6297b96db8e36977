/** Options of the query service and the settings that are read from them. */
package io.convergence.query.settings;
