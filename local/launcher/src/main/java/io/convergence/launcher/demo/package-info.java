/** The demonstration: two hours of traffic with scripted incidents at full speed, then live traffic. */
@NullMarked
package io.convergence.launcher.demo;

import org.jspecify.annotations.NullMarked;
