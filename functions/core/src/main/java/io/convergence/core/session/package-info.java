/** Sessions of the second plane: when they begin and end, what is counted in them, and which rows their events become. */
package io.convergence.core.session;
