package io.convergence.gateway.registry;

import io.convergence.core.dsn.Dsn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Registry file and topic of DSNs in one registry. The file wins: a DSN of the topic whose token is one of the file is left
 * out. An application id belongs to one DSN: first those of the file have theirs, then those of the topic in its order.
 *
 * @param registry the merged registry
 * @param conflicts what DSNs of the topic do not get because something earlier has it
 */
record RegistryMerge(Registry registry, Set<Conflict> conflicts) {
    RegistryMerge {
        conflicts = Set.copyOf(conflicts);
    }

    /**
     * Something that a DSN of the topic does not get.
     *
     * @param kind {@code token} or {@code app_id}
     * @param name the token or the application id
     * @param tenant tenant of the DSN
     * @param app app of the DSN
     */
    record Conflict(String kind, String name, String tenant, String app) {}

    /** Merges a registry file with the DSNs of the topic, in the order of the topic. */
    static RegistryMerge of(Registry file, List<Dsn> ofTopic) {
        List<Dsn> merged = new ArrayList<>(file.dsns().all());
        Set<String> appIds = new HashSet<>();
        merged.forEach(dsn -> appIds.addAll(dsn.appIds()));
        Set<Conflict> conflicts = new LinkedHashSet<>();
        for (Dsn dsn : ofTopic) {
            if (file.dsn(dsn.token()) != null || file.app(dsn.token()) != null) {
                conflicts.add(new Conflict("token", dsn.token(), dsn.tenant(), dsn.app()));
                continue;
            }
            merged.add(dsn);
            for (String appId : dsn.appIds()) {
                if (!appIds.add(appId)) {
                    conflicts.add(new Conflict("app_id", appId, dsn.tenant(), dsn.app()));
                }
            }
        }
        return new RegistryMerge(new Registry(file.apps(), file.tokens(), DsnTable.of(merged)), conflicts);
    }
}
