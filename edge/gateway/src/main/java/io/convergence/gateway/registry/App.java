package io.convergence.gateway.registry;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one public key stands for.
 *
 * @param key as browsers send it
 * @param tenant owner of the app
 * @param app the app of every beacon of the key, or null when the beacon names one of the list
 * @param apps the apps a beacon may name when the key has none of its own
 * @param hosts the hosts a beacon may name
 * @param origins normalised web origins that may post; empty is any
 * @param ratePerMinute beacons a minute; 0 is any number
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

    /** The app of a beacon that names this one, or none; null when the key does not list it. */
    public @Nullable String resolve(@Nullable String named) {
        if (app != null) {
            return app;
        }
        if (named == null) {
            return apps.size() == 1 ? apps.iterator().next() : null;
        }
        return apps.contains(named) ? named : null;
    }

    /** Whether beacons may come from any web origin. */
    public boolean isOpen() {
        return origins.isEmpty();
    }
}
