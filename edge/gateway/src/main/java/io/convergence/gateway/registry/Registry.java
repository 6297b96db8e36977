package io.convergence.gateway.registry;

import io.convergence.core.dsn.Dsn;
import io.convergence.gateway.filter.FilterRules;
import io.convergence.http.BearerTokens;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Apps, tokens and DSNs that may post, as of one reading of the registry file and of the topic of DSNs.
 *
 * @param apps apps by public key
 * @param tokens bearer tokens of synthetic tools, each with its tenant
 * @param dsns DSNs of the second plane
 */
public record Registry(Map<String, App> apps, BearerTokens<String> tokens, DsnTable dsns) {
    public Registry {
        apps = Map.copyOf(apps);
    }

    /** The DSN of a token, or null. */
    public @Nullable Dsn dsn(@Nullable String token) {
        return dsns.ofToken(token);
    }

    /** The DSN that lists an application id, or null. */
    public @Nullable Dsn dsnOfApp(@Nullable String appId) {
        return dsns.ofApp(appId);
    }

    /** The filter rules of a DSN for recordings. */
    public FilterRules recordingRules(Dsn dsn) {
        return dsns.rules(dsn);
    }

    /** Whether a DSN records sessions. */
    public boolean recordsSessions() {
        return dsns.all().stream().anyMatch(dsn -> dsn.recordings().enabled());
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

    /** The tenants of all apps, tokens and DSNs. */
    public Set<String> tenants() {
        return Stream.of(
                        apps.values().stream().map(App::tenant),
                        tokens.holders(),
                        dsns.all().stream().map(Dsn::tenant))
                .flatMap(Function.identity())
                .collect(Collectors.toUnmodifiableSet());
    }
}
