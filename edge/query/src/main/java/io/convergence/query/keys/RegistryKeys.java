package io.convergence.query.keys;

import java.util.List;
import java.util.Map;

/**
 * What the query service reads of a registry file.
 *
 * @param byTenant keys of each tenant in the order of the file
 * @param tenantsByAppId tenant of each app id of the DSNs
 */
record RegistryKeys(Map<String, List<PublicKey>> byTenant, Map<String, String> tenantsByAppId) {
    RegistryKeys {
        byTenant = Map.copyOf(byTenant);
        tenantsByAppId = Map.copyOf(tenantsByAppId);
    }
}
