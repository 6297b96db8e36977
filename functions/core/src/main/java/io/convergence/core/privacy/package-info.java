/** Redaction of personal data in page paths. Senders are assumed to be hostile. */
package io.convergence.core.privacy;
