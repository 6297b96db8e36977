/** Calendar spans of reports, and the counts of a span: totals, breach minutes, worst burn and attribution. */
package io.convergence.core.slo.report;
