package io.convergence.core.session;

import io.convergence.core.event.RumEvent;
import org.jspecify.annotations.Nullable;

/**
 * Identity of a session, or of an event without one.
 *
 * @param tenant owner of the app
 * @param app application within the tenant
 * @param session session; empty for an event without one
 * @param event id of an event without a session; otherwise empty
 */
public record SessionKey(String tenant, String app, String session, String event) {

    /** The key of an event. */
    public static SessionKey of(RumEvent event) {
        String session = event.session();
        return session == null
                ? new SessionKey(event.tenant(), event.app(), "", event.id())
                : new SessionKey(event.tenant(), event.app(), session, "");
    }

    /** Whether this is a session, and not a single event. */
    public boolean isSession() {
        return !session.isEmpty();
    }

    /** Written out: the derived method is called through method handles, which costs more than the comparison. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SessionKey that
                && that.event.equals(event)
                && that.session.equals(session)
                && that.app.equals(app)
                && that.tenant.equals(tenant);
    }

    /** Equal on every JVM and in every release: keys are partitioned by it. */
    @Override
    public int hashCode() {
        return 31 * (31 * (31 * tenant.hashCode() + app.hashCode()) + session.hashCode()) + event.hashCode();
    }
}
