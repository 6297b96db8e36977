/** What every OpenSLO document has: a kind, metadata with a name, and references to other documents by name. */
package io.convergence.core.slo.openslo.document;
