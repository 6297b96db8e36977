/** The rich client, packaged as a resource of this module. */
@NullMarked
package io.convergence.client;

import org.jspecify.annotations.NullMarked;
