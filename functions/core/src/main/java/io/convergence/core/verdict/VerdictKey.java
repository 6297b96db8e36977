package io.convergence.core.verdict;

/**
 * The app on a host that a verdict is about.
 *
 * @param tenant owner of the app
 * @param app application
 * @param host normalised host name
 */
public record VerdictKey(String tenant, String app, String host) {

    /** The key of the compacted verdict topic: {@code tenant|app|host}. */
    public String recordKey() {
        return tenant + '|' + app + '|' + host;
    }
}
