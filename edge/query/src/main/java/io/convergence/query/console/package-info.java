/** Files of the console, served from memory. */
package io.convergence.query.console;
