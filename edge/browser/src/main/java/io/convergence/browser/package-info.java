/** The browser SDK, packaged as resources of this module. */
@NullMarked
package io.convergence.browser;

import org.jspecify.annotations.NullMarked;
