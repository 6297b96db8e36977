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
 * Value and headers of {@code signals.events} and {@code signals.state} records. The value is flat JSON, the same for all
 * kinds of signals; the headers are CloudEvents 1.0 attributes in binary mode (Kafka Protocol Binding for CloudEvents
 * 1.0.2, section 3.2).
 *
 * @param thresholds thresholds that the texts of user-impact signals mention
 * @param links default links of signals
 */
public record SignalCodec(Thresholds thresholds, SignalLinks links) implements Serializable {

    private static final int SCHEMA_VERSION = 1;

    /**
     * The JSON of a signal in UTF-8. Only the wall-clock time of writing, {@code emitted_at} and {@code lastReceived}, can
     * differ between two runs.
     */
    public byte[] encode(Signal signal, Instant emittedAt) {
        JsonObject json = new JsonObject();
        identity(json, signal);
        labels(json, signal);
        json.open("slo_labels");
        signal.subject().labels().forEach(label -> json.put(label.name(), label.joined()));
        json.close()
                .put("notification_targets", signal.subject().notificationTargets())
                .put("title", title(signal))
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

    /** The evidence as JSON, for the column of that name. */
    public static String evidence(Signal signal) {
        return SignalEvidence.put(new JsonObject(), signal).text();
    }

    /** The title. */
    public String title(Signal signal) {
        return new SignalText(thresholds).title(signal);
    }

    /** The message. */
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

    /** Labels, which do not change from firing to resolve. Empty values are left out: an empty label equals an absent one. */
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
