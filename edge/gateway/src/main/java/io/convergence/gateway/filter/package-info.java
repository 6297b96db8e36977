/** Filter rules: conditions on the form fields of a segment of a recording under which the segment is dropped. */
@NullMarked
package io.convergence.gateway.filter;

import org.jspecify.annotations.NullMarked;
