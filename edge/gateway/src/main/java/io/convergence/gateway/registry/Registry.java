package io.convergence.gateway.registry;

import io.convergence.http.BearerTokens;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Apps and tokens that may post, as of one reading of the registry file.
 *
 * @param apps apps by public key
 * @param tokens bearer tokens of synthetic tools, each with its tenant
 */
public record Registry(Map<String, App> apps, BearerTokens<String> tokens) {
    public Registry {
        apps = Map.copyOf(apps);
    }

    /** The app of a key, or null. */
    public @Nullable App app(@Nullable String key) {
        return key == null ? null : apps.get(key);
    }

    /** The tenant of a key, or null. */
    public @Nullable String tenant(String key) {
        App app = apps.get(key);
        return app == null ? null : app.tenant();
    }

    /** The tenants of all apps and tokens. */
    public Set<String> tenants() {
        return Stream.concat(apps.values().stream().map(App::tenant), tokens.holders())
                .collect(Collectors.toUnmodifiableSet());
    }
}
