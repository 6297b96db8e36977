package io.convergence.gateway.registry;

import io.convergence.core.dsn.HostList;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Public key of the registry with the rules for beacons that are posted under it.
 *
 * @param key public key, as browsers send it
 * @param tenant tenant of every beacon of the key
 * @param app app of every beacon of the key, or null when a beacon names one of {@code apps}
 * @param apps apps that a beacon may name; empty when {@code app} is set
 * @param hosts hosts that a beacon may name
 * @param origins normalised web origins that may post; an empty set admits every origin
 * @param ratePerMinute beacons a minute that are admitted; 0 means no limit
 */
public record App(
        String key,
        String tenant,
        @Nullable String app,
        Set<String> apps,
        HostList hosts,
        Set<String> origins,
        int ratePerMinute) {

    public App {
        apps = Set.copyOf(apps);
        origins = Set.copyOf(origins);
    }

    /** The app of a beacon that names an app or, with null, none; the result is null when the key does not admit it. */
    public @Nullable String resolve(@Nullable String named) {
        if (app != null) {
            return app;
        }
        if (named == null) {
            return apps.size() == 1 ? apps.iterator().next() : null;
        }
        return apps.contains(named) ? named : null;
    }

    /** Whether every web origin may post. */
    public boolean isOpen() {
        return origins.isEmpty();
    }
}
