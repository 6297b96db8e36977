package io.convergence.gateway.route;

import static java.util.Objects.requireNonNull;

import io.convergence.core.privacy.UserHash;
import io.convergence.core.settings.Secret;
import io.convergence.gateway.cdn.Aliases;
import io.convergence.gateway.cdn.CdnFile;
import io.convergence.gateway.dns.AliasLookup;
import io.convergence.gateway.event.EventRules;
import io.convergence.gateway.limit.ClientRates;
import io.convergence.gateway.limit.KeyRates;
import io.convergence.gateway.metrics.DsnMetrics;
import io.convergence.gateway.place.Places;
import io.convergence.gateway.publish.DsnTopic;
import io.convergence.gateway.publish.Publisher;
import io.convergence.gateway.recording.StoreOnDemand;
import io.convergence.gateway.registry.LiveRegistry;
import io.convergence.gateway.settings.EventClientSettings;
import io.convergence.gateway.settings.EventSettings;
import io.convergence.gateway.settings.GatewaySettings;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dependencies of the second plane. It has a producer and buffers of its own, so that a flood of events does not touch
 * beacons. Thread-safe.
 *
 * @param publisher writes events to Kafka
 * @param rules rules of events
 * @param networks domains of content delivery networks
 * @param aliases lookup of aliases of hosts, or null when there is none
 * @param users hashes of user ids, or null when there is no secret for them
 * @param places places of clients
 * @param clientRates rate limits by client
 * @param recordings store of recordings of sessions
 * @param segmentRates rate limits of recordings by DSN
 * @param bufferedBytes bytes reserved for bodies, over all event loops
 * @param dsns reader of the topic of DSNs
 */
public record EventPlane(
        Publisher publisher,
        EventRules rules,
        CdnFile networks,
        @Nullable AliasLookup aliases,
        @Nullable UserHash users,
        Places places,
        ClientRates clientRates,
        StoreOnDemand recordings,
        KeyRates segmentRates,
        AtomicLong bufferedBytes,
        DsnTopic dsns) {
    private static final Logger LOG = LoggerFactory.getLogger(EventPlane.class);

    /**
     * The dependencies for settings, or null when events are not accepted.
     *
     * @param recordings store of recordings of sessions
     * @param registry takes the DSNs of their topic
     * @param metrics metrics of DSNs
     */
    public static @Nullable EventPlane open(
            GatewaySettings settings, StoreOnDemand recordings, LiveRegistry registry, DsnMetrics metrics) {
        EventSettings events = settings.events();
        if (!events.enabled()) {
            return null;
        }
        events.recordings().rules().problems().forEach(problem -> LOG.warn("replay.filter-rules: {}", problem));
        Secret users = events.userSecret();
        CdnFile networks = CdnFile.open(events.cdn().map());
        EventClientSettings client = events.client();
        Places places = Places.open(client.cityFile(), client.ispFile(), client.remap());
        AliasLookup aliases =
                events.cdn().lookUp() ? AliasLookup.open(events.cdn().resolver()) : null;
        return new EventPlane(
                Publisher.open(settings.publish()),
                new EventRules(
                        requireNonNull(events.idSecret()),
                        events.globalTags(),
                        networks::current,
                        aliases == null ? Aliases.NONE : aliases),
                networks,
                aliases,
                users == null ? null : new UserHash(users.bytes()),
                places,
                new ClientRates(client.ratePerSecond(), client.burst()),
                recordings,
                new KeyRates(),
                new AtomicLong(),
                DsnTopic.follow(settings, metrics, registry));
    }

    /** Writes the waiting events and stops; events that are not acknowledged within the time-out fail. */
    void close(Duration timeout) {
        dsns.close();
        publisher.close(timeout);
        recordings.close();
        if (aliases != null) {
            aliases.close();
        }
    }
}
