/** The provider that serves a resource: a content delivery network, the site itself, or unknown. */
@NullMarked
package io.convergence.gateway.cdn;

import org.jspecify.annotations.NullMarked;
