package io.convergence.core.session;

/**
 * The erasure of a session.
 *
 * @param tenant owner of the app
 * @param session erased session
 * @param requestedAt receive time of the request, epoch milliseconds
 */
public record Erasure(String tenant, String session, long requestedAt) {}
