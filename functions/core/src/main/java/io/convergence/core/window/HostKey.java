package io.convergence.core.window;

import io.convergence.core.rum.Beacon;
import io.convergence.core.synthetic.SyntheticResult;
import org.jspecify.annotations.Nullable;

/**
 * The key that beacons and synthetic results are joined by. A result that names no app belongs to every app of its host.
 *
 * @param tenant owner
 * @param host normalised host name
 */
public record HostKey(String tenant, String host) {

    /** The key of a beacon. */
    public static HostKey of(Beacon beacon) {
        return new HostKey(beacon.tenant(), beacon.host());
    }

    /** The key of a synthetic result. */
    public static HostKey of(SyntheticResult result) {
        return new HostKey(result.tenant(), result.host());
    }

    /**
     * The key of input and late records on Kafka, {@code tenant|host}. Records of a host share a partition, except for views of
     * {@link BusyHosts}.
     */
    public String recordKey() {
        return tenant + '|' + host;
    }

    /** Written out: the derived method is called through method handles, which costs more than the comparison. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HostKey that && that.host.equals(host) && that.tenant.equals(tenant);
    }

    /** Equal on every JVM and in every release: keys are partitioned and timers are staggered by it. */
    @Override
    public int hashCode() {
        return 31 * tenant.hashCode() + host.hashCode();
    }
}
