package io.convergence.core.window;

/**
 * What beacons and synthetic results are joined by: a result belongs to every app of its host.
 *
 * @param tenant owner
 * @param host normalised host name
 */
public record HostKey(String tenant, String host) {

    /** Equal on every JVM and in every release: work is spread and timers are staggered by it. */
    @Override
    public int hashCode() {
        return 31 * tenant.hashCode() + host.hashCode();
    }
}
