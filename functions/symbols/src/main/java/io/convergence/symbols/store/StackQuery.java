package io.convergence.symbols.store;

import io.convergence.symbols.archive.SymbolPlatform;
import java.util.List;
import java.util.Map;

/**
 * A stack of an app's version.
 *
 * @param tenant owner of the app
 * @param appId as events name it; empty for none
 * @param env environment; empty for none
 * @param version of the app; empty for none
 * @param platforms platforms whose archives are looked for, in order
 * @param stack the text
 * @param debugIds debug ids by script URL; may be empty
 */
public record StackQuery(
        String tenant,
        String appId,
        String env,
        String version,
        List<SymbolPlatform> platforms,
        String stack,
        Map<String, String> debugIds) {
    public StackQuery {
        platforms = List.copyOf(platforms);
        debugIds = Map.copyOf(debugIds);
    }
}
