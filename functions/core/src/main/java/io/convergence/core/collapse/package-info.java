/** Traffic collapses: spans with far fewer page views than equally long spans before them. */
package io.convergence.core.collapse;
