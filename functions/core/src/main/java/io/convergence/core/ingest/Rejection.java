package io.convergence.core.ingest;

import org.jspecify.annotations.Nullable;

/**
 * A refusal: the reason, the tenant when it was readable, and a sentence for the sender.
 *
 * @param reason why
 * @param tenant the tenant the input names, or null when it was not readable or not valid
 * @param message names the field and the admissible range; never holds any of the refused input
 */
public record Rejection(RejectReason reason, @Nullable String tenant, String message) {}
