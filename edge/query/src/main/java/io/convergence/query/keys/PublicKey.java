package io.convergence.query.keys;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entry of {@code apps} in the registry file.
 *
 * @param key public key, as browsers send it
 * @param tenant tenant of every beacon of the key
 * @param app app of every beacon of the key, or null when a beacon names one of {@code apps}
 * @param apps apps that a beacon may name; empty when {@code app} is set
 * @param hosts hosts that a beacon may name, as the file spells them
 * @param anyHost whether a beacon may name every host name
 * @param origins web origins that may post; an empty list admits every origin
 * @param ratePerMinute beacons a minute that one gateway accepts; null for the gateway's default
 */
record PublicKey(
        String key,
        String tenant,
        @Nullable String app,
        List<String> apps,
        List<String> hosts,
        boolean anyHost,
        List<String> origins,
        @Nullable Integer ratePerMinute) {

    PublicKey {
        apps = List.copyOf(apps);
        hosts = List.copyOf(hosts);
        origins = List.copyOf(origins);
    }
}
