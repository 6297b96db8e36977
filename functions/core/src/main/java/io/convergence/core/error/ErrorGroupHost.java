package io.convergence.core.error;

/**
 * A group of errors on a host of an app.
 *
 * @param tenant owner of the app
 * @param app application within the tenant
 * @param host host, empty for an app without one
 * @param fingerprint identity of the group within the app
 */
public record ErrorGroupHost(String tenant, String app, String host, String fingerprint) {

    /** Equal on every JVM and in every release: keys are partitioned by it. */
    @Override
    public int hashCode() {
        return 31 * (31 * (31 * tenant.hashCode() + app.hashCode()) + host.hashCode()) + fingerprint.hashCode();
    }
}
