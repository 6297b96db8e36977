/** Errors of the second plane and the groups that they form. */
package io.convergence.core.error;
