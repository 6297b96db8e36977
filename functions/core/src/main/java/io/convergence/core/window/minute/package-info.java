/** Closed minutes of page views: their rows, late views of them, and how long they are retained. */
package io.convergence.core.window.minute;
