/** Object store of tests, and faults between it and its clients. */
@NullMarked
package io.convergence.kit.objects;

import org.jspecify.annotations.NullMarked;
