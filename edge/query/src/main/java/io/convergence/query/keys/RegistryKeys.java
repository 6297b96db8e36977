package io.convergence.query.keys;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the query service reads of a registry file.
 *
 * @param byTenant keys and tokens of each tenant in the order of the file
 * @param tenantsByAppId tenant of each app id of the DSNs
 */
record RegistryKeys(Map<String, List<PublicKey>> byTenant, Map<String, String> tenantsByAppId) {
    RegistryKeys {
        byTenant = Map.copyOf(byTenant);
        tenantsByAppId = Map.copyOf(tenantsByAppId);
    }

    /** Every key and token, over all tenants. */
    Set<String> names() {
        return byTenant.values().stream()
                .flatMap(List::stream)
                .map(PublicKey::key)
                .collect(Collectors.toUnmodifiableSet());
    }
}
