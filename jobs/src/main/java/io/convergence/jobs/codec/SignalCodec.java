package io.convergence.jobs.codec;

import static java.util.Objects.requireNonNull;

import io.convergence.core.convergence.Thresholds;
import io.convergence.core.convergence.VerdictRecord;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalStatus;
import io.convergence.jobs.settings.SignalLinks;
import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The value and headers of {@code signals.events} and {@code signals.state}: the flat envelope in JSON, and CloudEvents
 * 1.0 attributes in binary mode (Kafka Protocol Binding for CloudEvents 1.0.2, section 3.2).
 *
 * @param thresholds what the texts compare with
 * @param links pages that signals link to
 */
public record SignalCodec(Thresholds thresholds, SignalLinks links) implements Serializable {

    /** The plane of every convergence signal. */
    public static final String PLANE = "rum";

    /** The severity of every convergence signal. */
    public static final String SEVERITY = "warning";

    private static final int SCHEMA_VERSION = 1;

    /** Spells a signal, with the wall-clock time of writing: the only field that may differ between two runs. */
    public byte[] encode(Signal signal, Instant emittedAt) {
        SignalText text = new SignalText(thresholds);
        JsonObject json = new JsonObject()
                .put("schema_version", SCHEMA_VERSION)
                .put("id", signal.id())
                .put("dedup_key", signal.dedupKey())
                .put("episode", signal.episode())
                .put("sequence", signal.sequence())
                .put("status", signal.status().label())
                .put("event_action", signal.status() == SignalStatus.FIRING ? "trigger" : "resolve")
                .put("reason", signal.reason().label())
                .put("name", signal.kind().alertName())
                .put("plane", PLANE)
                .put("kind", signal.kind().label())
                .put("severity", SEVERITY)
                .put("tenant", signal.subject().tenant())
                .put("app", signal.subject().app())
                .put("host", signal.subject().host())
                .put("service", signal.subject().service())
                .put("slo", (String) null)
                .put("group", (String) null)
                .put("tier", (String) null);
        labels(json, signal);
        json.put("title", text.title(signal))
                .put("message", text.message(signal))
                .put("runbook_url", link(links.runbook(), signal))
                .put("url", link(links.page(), signal))
                .put("starts_at", Timestamps.of(signal.startsAt()))
                .put("ends_at", endsAt(signal))
                .put("occurred_at", Timestamps.of(signal.occurredAt()))
                .put("emitted_at", Timestamps.of(emittedAt))
                .open("evidence");
        return evidence(json, requireNonNull(signal.verdict()))
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
                "/convergence/" + PLANE,
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
    public static byte[] evidence(Signal signal) {
        return evidence(new JsonObject(), requireNonNull(signal.verdict())).bytes();
    }

    /** The title alone. */
    public String title(Signal signal) {
        return new SignalText(thresholds).title(signal);
    }

    /** The message alone. */
    public String message(Signal signal) {
        return new SignalText(thresholds).message(signal);
    }

    private static void labels(JsonObject json, Signal signal) {
        json.open("labels")
                .put("alertname", signal.kind().alertName())
                .put("severity", SEVERITY)
                .put("plane", PLANE)
                .put("kind", signal.kind().label())
                .put("tenant", signal.subject().tenant())
                .put("app", signal.subject().app())
                .put("host", signal.subject().host())
                .put("service", signal.subject().app())
                .close();
    }

    private static JsonObject evidence(JsonObject json, VerdictRecord seen) {
        return json.put("verdict", seen.verdict().label())
                .put("previous_verdict", VerdictCodec.label(seen.previousVerdict()))
                .put("views", seen.views())
                .put("error_views", seen.errorViews())
                .put("error_rate", seen.errorRate())
                .put("p75_lcp_ms", seen.p75LcpMillis())
                .put("synthetic_samples", seen.syntheticSamples())
                .put("synthetic_failures", seen.syntheticFailures())
                .put("window_start", seen.windowStart())
                .put("window_end", seen.windowEnd());
    }

    private static @Nullable String endsAt(Signal signal) {
        Long endsAt = signal.endsAt();
        return endsAt == null ? null : Timestamps.of(endsAt);
    }

    private static @Nullable String link(@Nullable String template, Signal signal) {
        return SignalLinks.fill(
                template,
                signal.subject().tenant(),
                signal.subject().app(),
                signal.subject().host(),
                signal.kind().label());
    }
}
