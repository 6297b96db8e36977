package io.convergence.gateway.registry;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everybody who may post, at one moment.
 *
 * @param apps by public key
 * @param tokens of synthetic tools
 */
public record Registry(Map<String, App> apps, Tokens tokens) {
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

    /** Every tenant. */
    public Set<String> tenants() {
        return Stream.concat(apps.values().stream().map(App::tenant), tokens.tenants())
                .collect(Collectors.toUnmodifiableSet());
    }
}
