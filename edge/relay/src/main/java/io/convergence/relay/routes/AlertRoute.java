package io.convergence.relay.routes;

import io.convergence.relay.desired.DesiredSignal;
import java.util.Set;

/**
 * Rule that names the receivers of signals. An empty set of kinds, severities or apps admits all of them.
 *
 * @param tenant tenant of the signals, or {@code *} for all tenants
 * @param kinds admitted kinds
 * @param severities admitted severities
 * @param apps admitted apps
 * @param to names of the receivers
 */
public record AlertRoute(String tenant, Set<String> kinds, Set<String> severities, Set<String> apps, Set<String> to) {
    static final String ANY_TENANT = "*";

    public AlertRoute {
        kinds = Set.copyOf(kinds);
        severities = Set.copyOf(severities);
        apps = Set.copyOf(apps);
        to = Set.copyOf(to);
    }

    /** Whether the route applies to a signal. */
    boolean matches(DesiredSignal signal) {
        return (tenant.equals(ANY_TENANT) || tenant.equals(signal.tenant()))
                && admits(kinds, signal.kind())
                && admits(severities, signal.severity())
                && admits(apps, signal.app());
    }

    private static boolean admits(Set<String> admitted, String value) {
        return admitted.isEmpty() || admitted.contains(value);
    }
}
