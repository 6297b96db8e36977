/** Source maps (ECMA-426) and the stacks of JavaScript engines. */
@NullMarked
package io.convergence.symbols.web;

import org.jspecify.annotations.NullMarked;
