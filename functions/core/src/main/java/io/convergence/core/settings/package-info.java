/**
 * Settings of every program: the command line, properties files, secrets from the environment, and the collection of all
 * problems before a program refuses to start.
 */
package io.convergence.core.settings;
