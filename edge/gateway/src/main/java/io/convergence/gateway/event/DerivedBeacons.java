package io.convergence.gateway.event;

import io.convergence.core.codec.BeaconEncoder;
import io.convergence.core.dsn.Dsn;
import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import io.convergence.core.ingest.Decoded;
import io.convergence.core.rum.Beacon;
import io.convergence.core.rum.BeaconDecoder;
import io.convergence.core.rum.ViewBeacon;
import io.convergence.gateway.ingest.PublishedIds;
import io.convergence.gateway.limit.SentIds.SentId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Beacons of the views that end in a request. The vitals of a view are the last ones that the request has for it, since each
 * SDK repeats them with the end of its view. What the decoder of beacons refuses is no beacon.
 */
final class DerivedBeacons {
    private DerivedBeacons() {}

    /** View within a session. */
    private record ViewKey(
            @Nullable String session, @Nullable String view) {
        static ViewKey of(RumEvent event) {
            return new ViewKey(event.session(), event.view());
        }
    }

    /**
     * The beacons of a request: at most one for each view, that of its last event.
     *
     * @param events the admitted events, in their order
     */
    static List<DerivedBeacon> of(Dsn dsn, List<RumEvent> events, PublishedIds ids, long receivedAt) {
        if (!dsn.derivesBeacons()) {
            return List.of();
        }
        Map<ViewKey, Map<String, Double>> vitals = new HashMap<>();
        for (RumEvent event : events) {
            if (event.type() == EventType.VITAL && event.name() != null && event.value() != null) {
                vitals.computeIfAbsent(ViewKey.of(event), key -> new HashMap<>())
                        .put(event.name(), event.value());
            }
        }
        Map<ViewKey, DerivedBeacon> beacons = new LinkedHashMap<>();
        BeaconEncoder encoder = new BeaconEncoder();
        BeaconDecoder decoder = new BeaconDecoder();
        for (RumEvent event : events) {
            if (event.type() != EventType.VIEW) {
                continue;
            }
            ViewKey key = ViewKey.of(event);
            // The session belongs to the id, because an SDK may number the views of each session.
            SentId sentId = new SentId(dsn.token(), key.session() + "/" + key.view());
            Beacon beacon = ViewBeacon.of(event, vitals.getOrDefault(key, Map.of()), ids.of(sentId, receivedAt));
            if (beacon != null && decoder.decode(encoder.encode(beacon)) instanceof Decoded.Accepted<Beacon>) {
                beacons.put(key, new DerivedBeacon(sentId, beacon));
            }
        }
        return List.copyOf(beacons.values());
    }
}
