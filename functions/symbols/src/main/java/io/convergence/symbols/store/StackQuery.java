package io.convergence.symbols.store;

import io.convergence.symbols.archive.SymbolPlatform;
import io.convergence.symbols.resolve.SdkPlatforms;
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

    /** A stack without debug ids, with the platforms that the SDK that sent it has; the name of the SDK may be empty. */
    public static StackQuery ofSdk(String tenant, String appId, String env, String version, String sdk, String stack) {
        return new StackQuery(tenant, appId, env, version, SdkPlatforms.of(sdk, stack), stack, Map.of());
    }
}
