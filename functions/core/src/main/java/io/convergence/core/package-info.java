/**
 * What Convergence decides: plain Java without an engine, a broker, a database or a clock. Time and memory come in as
 * arguments; values go out.
 */
package io.convergence.core;
