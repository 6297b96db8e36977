/** Groups of errors: their list, their counts by minute, and one error of each with its stack. */
@NullMarked
package io.convergence.query.errors;

import org.jspecify.annotations.NullMarked;
