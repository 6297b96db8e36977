/**
 * Compiler of OpenSLO v1 documents into definitions. {@link io.convergence.core.slo.openslo.OpenSlo#read} parses YAML or
 * JSON texts, checks every document, resolves the references between documents and returns the objectives with all
 * problems.
 */
package io.convergence.core.slo.openslo;
