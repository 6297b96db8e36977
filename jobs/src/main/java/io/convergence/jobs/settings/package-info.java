/**
 * Options and settings of the jobs. Options are declared once with type, default and description, and read once into
 * immutable records; every problem is reported together.
 */
package io.convergence.jobs.settings;
