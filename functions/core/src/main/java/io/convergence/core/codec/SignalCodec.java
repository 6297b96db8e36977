package io.convergence.core.codec;

import io.convergence.core.convergence.Thresholds;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalLinks;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.signal.SignalSubject;
import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The value and headers of {@code signals.events} and {@code signals.state}: the flat envelope in JSON, and CloudEvents
 * 1.0 attributes in binary mode (Kafka Protocol Binding for CloudEvents 1.0.2, section 3.2). Signals of both planes
 * have one envelope.
 *
 * @param thresholds what the texts of user-impact signals compare with
 * @param links pages that signals link to
 */
public record SignalCodec(Thresholds thresholds, SignalLinks links) implements Serializable {

    private static final int SCHEMA_VERSION = 1;

    /** Spells a signal, with the wall-clock time of writing: the only field that may differ between two runs. */
    public byte[] encode(Signal signal, Instant emittedAt) {
        JsonObject json = new JsonObject();
        identity(json, signal);
        labels(json, signal);
        json.put("title", title(signal))
                .put("message", message(signal))
                .put("runbook_url", links.runbookOf(signal.subject(), signal.kind()))
                .put("url", links.pageOf(signal.subject(), signal.kind()))
                .put("starts_at", Timestamps.of(signal.startsAt()))
                .put("ends_at", endsAt(signal))
                .put("occurred_at", Timestamps.of(signal.occurredAt()))
                .put("emitted_at", Timestamps.of(emittedAt))
                .put("lastReceived", Timestamps.of(emittedAt))
                .put("fingerprint", signal.dedupKey())
                .open("evidence");
        return SignalEvidence.put(json, signal)
                .close()
                .put("replay", signal.replay())
                .bytes();
    }

    /** The CloudEvents attributes of a signal, as headers. */
    public Map<String, String> headers(Signal signal) {
        return Map.of(
                "ce_specversion",
                "1.0",
                "ce_type",
                "convergence.signal.v1",
                "ce_source",
                "/convergence/" + signal.kind().plane(),
                "ce_id",
                signal.id(),
                "ce_time",
                Timestamps.of(signal.occurredAt()),
                "ce_subject",
                signal.dedupKey(),
                "content-type",
                "application/json");
    }

    /** The evidence alone, as the column of the same name holds it. */
    public static String evidence(Signal signal) {
        return SignalEvidence.put(new JsonObject(), signal).text();
    }

    /** The title alone. */
    public String title(Signal signal) {
        return new SignalText(thresholds).title(signal);
    }

    /** The message alone. */
    public String message(Signal signal) {
        return new SignalText(thresholds).message(signal);
    }

    private static void identity(JsonObject json, Signal signal) {
        SignalSubject subject = signal.subject();
        json.put("schema_version", SCHEMA_VERSION)
                .put("id", signal.id())
                .put("dedup_key", signal.dedupKey())
                .put("episode", signal.episode())
                .put("sequence", signal.sequence())
                .put("status", signal.status().label())
                .put("event_action", signal.status() == SignalStatus.FIRING ? "trigger" : "resolve")
                .put("incident", signal.incident())
                .put("reason", signal.reason().label())
                .put("name", signal.kind().alertName())
                .put("plane", signal.kind().plane())
                .put("kind", signal.kind().label())
                .put("severity", subject.severity().label())
                .put("tenant", subject.tenant())
                .put("app", subject.app())
                .put("host", subject.host())
                .put("service", subject.service())
                .put("slo", subject.slo())
                .put("group", subject.group())
                .put("tier", subject.tier());
    }

    /** What stays the same from fire to resolve; a label that is empty would mean the same as none. */
    private static void labels(JsonObject json, Signal signal) {
        SignalSubject subject = signal.subject();
        json.open("labels");
        label(json, "alertname", signal.kind().alertName());
        label(json, "severity", subject.severity().label());
        label(json, "plane", signal.kind().plane());
        label(json, "kind", signal.kind().label());
        label(json, "tenant", subject.tenant());
        label(json, "app", subject.app());
        label(json, "host", subject.host());
        label(json, "service", subject.service());
        label(json, "slo", subject.slo());
        label(json, "group", subject.group());
        label(json, "tier", subject.tier());
        json.close();
    }

    private static void label(JsonObject json, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            json.put(name, value);
        }
    }

    private static @Nullable String endsAt(Signal signal) {
        Long endsAt = signal.endsAt();
        return endsAt == null ? null : Timestamps.of(endsAt);
    }
}
