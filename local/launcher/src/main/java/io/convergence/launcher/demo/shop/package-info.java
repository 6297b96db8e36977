/** The shop page of the demonstration, whose buttons make views fail and slow down. */
@NullMarked
package io.convergence.launcher.demo.shop;

import org.jspecify.annotations.NullMarked;
