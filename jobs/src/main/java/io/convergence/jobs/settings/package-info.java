/**
 * What can be configured, and how it is read: options are declared once with type, default and meaning, read once into
 * immutable records, and every problem is reported together.
 */
package io.convergence.jobs.settings;
