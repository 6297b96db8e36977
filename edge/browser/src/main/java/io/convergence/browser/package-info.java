/** The browser SDK as resources of this module. */
@NullMarked
package io.convergence.browser;

import org.jspecify.annotations.NullMarked;
