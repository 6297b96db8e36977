package io.convergence.query.erasure;

/**
 * A session of an app that is erased.
 *
 * @param app application within the tenant
 * @param session the session
 */
record ErasedSession(String app, String session) {}
