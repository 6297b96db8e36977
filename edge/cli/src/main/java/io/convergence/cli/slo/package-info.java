/** Commands for definitions of objectives: validate, explain, apply, delete and diff. */
@NullMarked
package io.convergence.cli.slo;

import org.jspecify.annotations.NullMarked;
