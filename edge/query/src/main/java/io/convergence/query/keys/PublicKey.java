package io.convergence.query.keys;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entry of {@code apps} or of {@code dsns} in the registry file.
 *
 * @param key public key or token, as browsers send it
 * @param ofEvents whether it is the token of a DSN, under which events are posted; otherwise beacons are
 * @param tenant tenant of everything that is posted under the key
 * @param app app of everything that is posted under the key, or null when a beacon names one of {@code apps}
 * @param apps apps that a beacon may name; empty when {@code app} is set
 * @param hosts hosts that a beacon may name, as the file spells them
 * @param anyHost whether a beacon may name every host name
 * @param origins web origins that may post; an empty list admits every origin
 * @param appIds application ids of SDKs that name no token
 * @param ratePerMinute beacons or events a minute that one gateway accepts; null for the gateway's default
 */
record PublicKey(
        String key,
        boolean ofEvents,
        String tenant,
        @Nullable String app,
        List<String> apps,
        List<String> hosts,
        boolean anyHost,
        List<String> origins,
        List<String> appIds,
        @Nullable Integer ratePerMinute) {

    PublicKey {
        apps = List.copyOf(apps);
        hosts = List.copyOf(hosts);
        origins = List.copyOf(origins);
        appIds = List.copyOf(appIds);
    }
}
