package io.convergence.gateway.event;

import io.convergence.core.codec.EventEncoder;
import io.convergence.core.dsn.Dsn;
import io.convergence.core.event.EventDraft;
import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import io.convergence.core.ingest.RejectReason;
import io.convergence.core.settings.Secret;
import io.convergence.gateway.cdn.Aliases;
import io.convergence.gateway.cdn.CdnList;
import io.convergence.gateway.cdn.Provider;
import io.convergence.gateway.ingest.PublishedIds;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Rules that decide which events of a batch are published, and that complete them. Thread-safe. */
public final class EventRules {
    /**
     * More bytes than complete an event: its id and times, the labels of its client, place and provider, and at most 16 tags,
     * each with a name of 64 characters and a value of 128, whose characters take at most twelve bytes.
     */
    private static final int MAX_COMPLETION = 40_960;

    private final Secret idSecret;
    private final Map<String, String> globalTags;
    private final Supplier<CdnList> networks;
    private final Aliases aliases;
    private final EventEncoder encoder = new EventEncoder();

    /**
     * Creates the rules.
     *
     * @param idSecret secret from which the ids of events are derived
     * @param globalTags tags of every event
     * @param networks domains of content delivery networks
     * @param aliases aliases of hosts of resources
     */
    public EventRules(Secret idSecret, Map<String, String> globalTags, Supplier<CdnList> networks, Aliases aliases) {
        this.idSecret = idSecret;
        this.globalTags = Map.copyOf(globalTags);
        this.networks = networks;
        this.aliases = aliases;
    }

    /**
     * Events of a batch that are to be published.
     *
     * @param dsn DSN of the events
     * @param events the events
     * @param dropped number of events that are not published, by reason
     * @param beacons beacons of the views that end
     */
    public record Admitted(
            Dsn dsn, List<RumEvent> events, Map<RejectReason, Integer> dropped, List<DerivedBeacon> beacons) {
        public Admitted {
            events = List.copyOf(events);
            dropped = Map.copyOf(dropped);
            beacons = List.copyOf(beacons);
        }

        /** The number of events that are not published. */
        public int droppedCount() {
            return dropped.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /**
     * The admitted events of a batch.
     *
     * @param optedOut whether the headers ask not to be tracked (DNT, Sec-GPC)
     * @throws RefusedEventsException when consent is missing
     */
    public Admitted admit(EventBatch batch, boolean optedOut, long receivedAt) throws RefusedEventsException {
        return admit(batch, optedOut, receivedAt, Map.of());
    }

    /**
     * The admitted events of a batch.
     *
     * @param optedOut whether the headers ask not to be tracked (DNT, Sec-GPC)
     * @param client labels of the client by what the request declares, which events have that lack their own
     * @throws RefusedEventsException when consent is missing
     */
    public Admitted admit(EventBatch batch, boolean optedOut, long receivedAt, Map<String, String> client)
            throws RefusedEventsException {
        Dsn dsn = batch.dsn();
        boolean given = batch.consent() == null ? !dsn.consentRequired() : batch.consent();
        if (optedOut || !given) {
            throw RefusedEventsException.noConsent();
        }
        PublishedIds ids = new PublishedIds(idSecret);
        EventClock clock = EventClock.of(batch.drafts(), batch.sentAt(), receivedAt);
        List<RumEvent> events = new ArrayList<>();
        Map<RejectReason, Integer> dropped = new EnumMap<>(RejectReason.class);
        if (batch.dropped() > 0) {
            dropped.put(RejectReason.INVALID_FIELD, batch.dropped());
        }
        Map<String, List<String>> known = aliases.of(resourceHosts(batch));
        for (EventDraft draft : batch.drafts()) {
            RejectReason reason = add(draft, dsn, ids, clock, events, client, known);
            if (reason != null) {
                dropped.merge(reason, 1, Integer::sum);
            }
        }
        return new Admitted(dsn, events, dropped, DerivedBeacons.of(dsn, events, ids, receivedAt));
    }

    private @Nullable RejectReason add(
            EventDraft draft,
            Dsn dsn,
            PublishedIds ids,
            EventClock clock,
            List<RumEvent> events,
            Map<String, String> client,
            Map<String, List<String>> known) {
        String host = draft.host();
        if (host != null && !dsn.hosts().admits(host)) {
            return RejectReason.HOST;
        }
        // The id depends on what was sent only, so that an event that is sent again after a change of a list is counted
        // once.
        RumEvent sent = draft.build("", dsn.tenant(), dsn.app(), 0);
        if (sent == null) {
            return RejectReason.INVALID_FIELD;
        }
        byte[] sentRecord = encoder.encode(sent);
        String id = ids.of(dsn.token(), sentRecord, clock.receivedAt());
        ClientLabels.add(draft, client);
        complete(draft, dsn, known);
        Long at = draft.at();
        draft.at(at == null ? clock.receivedAt() : clock.correct(at));
        RumEvent event = draft.build(id, dsn.tenant(), dsn.app(), clock.receivedAt());
        boolean mayBeTooLarge = sentRecord.length > RumEvent.MAX_BYTES - MAX_COMPLETION;
        if (event == null || (mayBeTooLarge && encoder.encode(event).length > RumEvent.MAX_BYTES)) {
            return RejectReason.INVALID_FIELD;
        }
        events.add(event);
        return null;
    }

    /** The hosts of the resources of a batch, but of events that are refused because of their own host. */
    private static Set<String> resourceHosts(EventBatch batch) {
        Set<String> hosts = new LinkedHashSet<>();
        for (EventDraft draft : batch.drafts()) {
            String page = draft.host();
            String host = draft.type() == EventType.RESOURCE ? draft.label("url_host") : null;
            if (host != null && (page == null || batch.dsn().hosts().admits(page))) {
                hosts.add(host);
            }
        }
        return hosts;
    }

    private void complete(EventDraft draft, Dsn dsn, Map<String, List<String>> known) {
        globalTags.forEach(draft::tag);
        String name = draft.name();
        String page = draft.page();
        if (draft.type() == EventType.VITAL && name != null) {
            draft.measure("budget", dsn.budgets().of(name, page == null ? "/" : page));
        }
        String resourceHost = draft.type() == EventType.RESOURCE ? draft.label("url_host") : null;
        if (resourceHost != null) {
            Provider provider = Provider.of(
                    networks.get(),
                    resourceHost,
                    known.get(resourceHost),
                    dsn.hosts().lists(resourceHost));
            draft.label("provider_type", provider.type()).label("provider_name", provider.name());
        }
        if (!dsn.keepsTexts()) {
            draft.withoutLabel("message").withoutLabel("entries");
            if (draft.type() == EventType.ACTION) {
                draft.name(null);
            }
        }
    }
}
