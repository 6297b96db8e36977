package io.convergence.jobs.kafka;

import io.convergence.core.settings.Secret;
import io.convergence.jobs.settings.SourceSettings;
import java.io.Serializable;
import java.util.Set;

/**
 * Rules for accepting a record of an input topic that its schema does not know.
 *
 * @param maxAheadMillis how far its event time may lie after its Kafka timestamp, in milliseconds
 * @param allowedTenants tenants whose records are accepted; empty means all
 * @param fingerprintSecret HMAC key of the fingerprints of rejected records
 */
public record ArrivalRule(long maxAheadMillis, Set<String> allowedTenants, Secret fingerprintSecret)
        implements Serializable {

    public ArrivalRule {
        allowedTenants = Set.copyOf(allowedTenants);
    }

    /** The rules that the settings contain. */
    public static ArrivalRule of(SourceSettings settings) {
        return new ArrivalRule(
                settings.time().maxAheadMillis(),
                settings.intake().allowedTenants(),
                settings.intake().fingerprintSecret());
    }

    /** Whether an event time lies too far after a Kafka timestamp, both in epoch milliseconds. */
    boolean isAhead(long eventTime, long kafkaTimestamp) {
        return eventTime > kafkaTimestamp && eventTime - kafkaTimestamp > maxAheadMillis;
    }

    /** Whether the records of a tenant are accepted. */
    boolean accepts(String tenant) {
        return allowedTenants.isEmpty() || allowedTenants.contains(tenant);
    }
}
