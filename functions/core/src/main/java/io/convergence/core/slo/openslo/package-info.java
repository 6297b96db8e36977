/** Definitions as people write them: OpenSLO v1 documents in YAML or JSON, checked and resolved. */
package io.convergence.core.slo.openslo;
