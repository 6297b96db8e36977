/**
 * Options and settings of the jobs. Options are declared once with type, default and description, and read once into
 * immutable records; every problem is reported together.
 *
 * <p>The package has more than 30 classes because the settings of both jobs share the readers and parts of one another, which
 * no other package may use: apart, those would have to be public.
 */
package io.convergence.jobs.settings;
