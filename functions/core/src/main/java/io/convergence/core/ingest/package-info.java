/** Parsing and validation of untrusted records: strict JSON, fields with ranges, rejections and dead letters. */
package io.convergence.core.ingest;
