package io.convergence.jobs.kafka;

import io.convergence.jobs.settings.ConvergenceSettings;
import io.convergence.jobs.settings.Secret;
import java.io.Serializable;
import java.util.Set;

/**
 * What a record has to keep besides the rules of its schema.
 *
 * @param maxAheadMillis how far its event time may lie past its Kafka timestamp
 * @param allowedTenants whose records are read; empty is all
 * @param fingerprintSecret keys the fingerprints of refused records
 */
public record ArrivalRule(long maxAheadMillis, Set<String> allowedTenants, Secret fingerprintSecret)
        implements Serializable {

    public ArrivalRule {
        allowedTenants = Set.copyOf(allowedTenants);
    }

    public static ArrivalRule of(ConvergenceSettings settings) {
        return new ArrivalRule(
                settings.time().maxAheadMillis(),
                settings.intake().allowedTenants(),
                settings.intake().fingerprintSecret());
    }

    /** Whether a record is stamped too far past its Kafka timestamp. */
    boolean isAhead(long eventTime, long transportTime) {
        return eventTime > transportTime && eventTime - transportTime > maxAheadMillis;
    }

    /** Whether the records of a tenant are read. */
    boolean admits(String tenant) {
        return allowedTenants.isEmpty() || allowedTenants.contains(tenant);
    }
}
