/** Host names and address literals: one spelling each. */
package io.convergence.core.host;
