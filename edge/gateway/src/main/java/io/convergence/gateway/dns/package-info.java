/** Lookups of names in the DNS. */
@NullMarked
package io.convergence.gateway.dns;

import org.jspecify.annotations.NullMarked;
