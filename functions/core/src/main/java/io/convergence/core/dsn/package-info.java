/** Data source names (DSNs) of the second plane: their rules, and the reader of their entries in files and topics. */
package io.convergence.core.dsn;
