/**
 * Objectives: definitions, exact budget arithmetic, windows and burn alerts. The words are those of the SRE workbook,
 * chapter "Alerting on SLOs" (https://sre.google/workbook/alerting-on-slos/).
 */
package io.convergence.core.slo;
