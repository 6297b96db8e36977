/**
 * Realistic traffic: page views and synthetic checks of many sites, with scripted incidents. All of it is a function of a
 * seed and of event time.
 */
@NullMarked
package io.convergence.launcher.traffic;

import org.jspecify.annotations.NullMarked;
