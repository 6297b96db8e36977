/** Readers of OpenSLO indicators: which events are counted, how they are selected and grouped, and when one is good. */
package io.convergence.core.slo.openslo.sli;
