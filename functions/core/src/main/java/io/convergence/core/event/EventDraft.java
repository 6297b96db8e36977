package io.convergence.core.event;

import io.convergence.core.ingest.Alphabet;
import org.jspecify.annotations.Nullable;

/**
 * An event while it is assembled from a wire format. Optional parts that break their rule are left out and counted;
 * {@link #build} answers with null when a required part breaks its rule. Not thread-safe.
 */
public final class EventDraft {
    private EventType type;
    private final EventFields fields = new EventFields();
    private @Nullable Long at;
    private @Nullable String session;
    private @Nullable String view;
    private @Nullable String host;
    private @Nullable String page;
    private @Nullable String name;
    private @Nullable Double value;
    private int leftOut;

    /** An event of a type without anything else. */
    public EventDraft(EventType type) {
        this.type = type;
    }

    /** The type of the event. */
    public EventType type() {
        return type;
    }

    /** Sets the time of the client in epoch milliseconds. */
    public EventDraft at(long millis) {
        at = millis;
        return this;
    }

    /** The time of the client in epoch milliseconds, or null when the event has none. */
    public @Nullable Long at() {
        return at;
    }

    /** Sets the session; null and what is not an id is left out. */
    public EventDraft session(@Nullable String id) {
        session = id(id);
        return this;
    }

    /** Sets the view; null and what is not an id is left out. */
    public EventDraft view(@Nullable String id) {
        view = id(id);
        return this;
    }

    /** Sets the host, which must be normalised; null is an app without hosts. */
    public EventDraft host(@Nullable String normalised) {
        host = normalised;
        return this;
    }

    /** The host, or null. */
    public @Nullable String host() {
        return host;
    }

    /** Sets the page from a path or a URL, which is redacted; null is left out. */
    public EventDraft page(@Nullable String address) {
        page = address == null ? null : EventLabels.page(address);
        return this;
    }

    /** The redacted page, or null. */
    public @Nullable String page() {
        return page;
    }

    /** Sets the name; null and what the type does not admit is left out. */
    public EventDraft name(@Nullable String text) {
        name = text == null ? null : EventName.normalise(type, text);
        return this;
    }

    /** The normalised name, or null. */
    public @Nullable String name() {
        return name;
    }

    /** Sets the value; null is left out. */
    public EventDraft value(@Nullable Double number) {
        value = number == null ? null : number + 0.0;
        return this;
    }

    /** Sets a measure; null is left out, and so is a value out of bounds, which is counted. */
    public EventDraft measure(String measure, @Nullable Double number) {
        fields.measure(measure, number);
        return this;
    }

    /** Sets a label; null is left out, and so is a value that its rule refuses, which is counted. */
    public EventDraft label(String label, @Nullable String text) {
        fields.label(label, text);
        return this;
    }

    /** Sets the labels of another draft, which are normalised already. */
    public EventDraft labelsOf(EventDraft other) {
        fields.labels().putAll(other.fields.labels());
        return this;
    }

    /** Removes a label. */
    public EventDraft withoutLabel(String label) {
        fields.labels().remove(label);
        return this;
    }

    /** The value of a label, or null. */
    public @Nullable String label(String label) {
        return fields.labels().get(label);
    }

    /** Sets the stack of a crash report, reduced to what locates the crash. */
    public EventDraft crashStack(String report) {
        fields.crashStack(report);
        return this;
    }

    /** Sets a tag, whose value is scrubbed; the caller admits the key. */
    public EventDraft tag(String key, String text) {
        fields.tag(key, text);
        return this;
    }

    /** Sets the type of a draft that has no name yet. */
    EventDraft typed(EventType known) {
        type = known;
        return this;
    }

    /** Measures, labels and tags. */
    EventFields fields() {
        return fields;
    }

    /** A draft of another type with the time, place, labels and tags of this one. */
    public EventDraft beside(EventType other) {
        EventDraft draft = new EventDraft(other);
        draft.at = at;
        draft.session = session;
        draft.view = view;
        draft.host = host;
        draft.page = page;
        draft.fields.labels().putAll(fields.labels());
        draft.fields.tags().putAll(fields.tags());
        return draft;
    }

    /** The number of optional parts that were left out because they broke their rule. */
    public int leftOut() {
        return leftOut + fields.leftOut();
    }

    /**
     * The event, or null when its name or value is not valid. A vital without a session, view or metric id is valid.
     *
     * @param receivedAt receive time in epoch milliseconds, also the time of an event without one
     */
    public @Nullable RumEvent build(String id, String tenant, String app, long receivedAt) {
        boolean named = name != null || !EventName.isRequired(type);
        if (!named || !EventName.admits(type, name, value)) {
            return null;
        }
        boolean isFree = type == EventType.VITAL || type == EventType.METRIC;
        boolean isKept = value == null || isFree || EventName.isDuration(value);
        leftOut += isKept ? 0 : 1;
        return new RumEvent(
                id,
                tenant,
                app,
                type,
                receivedAt,
                at == null ? receivedAt : at,
                session,
                view,
                host,
                page,
                name,
                isKept ? value : null,
                fields.measures(),
                fields.labels(),
                fields.tags());
    }

    private @Nullable String id(@Nullable String id) {
        String admitted = id == null ? null : Alphabet.ID.orNull(id);
        leftOut += id == null || id.isEmpty() || admitted != null ? 0 : 1;
        return admitted;
    }
}
