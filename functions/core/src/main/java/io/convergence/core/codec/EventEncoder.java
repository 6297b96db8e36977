package io.convergence.core.codec;

import io.convergence.core.event.RumEvent;

/** Encodes events as records of {@code rum.events}, which EventDecoder reads. Thread-safe. */
public final class EventEncoder {
    /** An encoder. */
    public EventEncoder() {}

    /**
     * The JSON of an event in UTF-8, with the fields in the documented order and the maps sorted by name; what is absent
     * or empty is left out.
     */
    public byte[] encode(RumEvent event) {
        JsonBytes record = new JsonBytes()
                .put("v", RumEvent.VERSION)
                .putIfPresent("id", event.id())
                .putIfPresent("tenant", event.tenant())
                .putIfPresent("app", event.app())
                .putIfPresent("type", event.type().label())
                .put("received_at", event.receivedAt())
                .put("at", event.at())
                .putIfPresent("session", event.session())
                .putIfPresent("view", event.view())
                .putIfPresent("host", event.host())
                .putIfPresent("page", event.page())
                .putIfPresent("name", event.name())
                .putIfPresent("value", event.value());
        if (!event.measures().isEmpty()) {
            record.open("measures");
            event.measures().forEach(record::putIfPresent);
            record.close();
        }
        if (!event.labels().isEmpty()) {
            record.open("labels");
            event.labels().forEach(record::putIfPresent);
            record.close();
        }
        if (!event.tags().isEmpty()) {
            record.open("tags");
            event.tags().forEach(record::putIfPresent);
            record.close();
        }
        return record.bytes();
    }
}
