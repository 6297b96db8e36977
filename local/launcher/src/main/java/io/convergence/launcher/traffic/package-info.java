/**
 * Realistic traffic: page views and synthetic checks of many sites, with scripted incidents. Everything is a function of
 * a seed and of the time asked for.
 */
@NullMarked
package io.convergence.launcher.traffic;

import org.jspecify.annotations.NullMarked;
