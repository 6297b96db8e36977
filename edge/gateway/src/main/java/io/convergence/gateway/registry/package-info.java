/** Registry of the apps and tokens that may post, read from a file and reloaded when the file changes. */
package io.convergence.gateway.registry;
