/** The format of Datadog's SDKs for browsers and phones: JSON lines of RUM events, schema rum-events-format. */
package io.convergence.gateway.datadog;
