package io.convergence.symbols.store;

/**
 * A stack of errors for which an archive came after it.
 *
 * @param id identity of the stack within the tenant
 * @param appId id of the app
 * @param env environment; empty for none
 * @param version of the app; empty for none
 * @param sdk name of the SDK; empty for none
 * @param type type of the errors
 * @param template message of the errors without quoted parts and numbers
 * @param fingerprint group of the errors by the stack as it is
 * @param text the stack
 * @param newest id of the latest present archive of the app's version
 */
public record LateStack(
        String id,
        String appId,
        String env,
        String version,
        String sdk,
        String type,
        String template,
        String fingerprint,
        String text,
        long newest) {}
