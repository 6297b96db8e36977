/** A demonstration: two hours of traffic with scripted incidents at full speed, then live. */
@NullMarked
package io.convergence.local.demo;

import org.jspecify.annotations.NullMarked;
