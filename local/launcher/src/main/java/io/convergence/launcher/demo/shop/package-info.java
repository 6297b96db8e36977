/** The demonstration's shop page, for a person to break. */
@NullMarked
package io.convergence.launcher.demo.shop;

import org.jspecify.annotations.NullMarked;
