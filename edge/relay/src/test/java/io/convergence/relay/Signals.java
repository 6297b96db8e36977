package io.convergence.relay;

import io.convergence.relay.desired.DesiredSignal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Signals for tests, in the published form. */
public final class Signals {
    private Signals() {}

    /** The value of a record. */
    public static byte[] json(String key, long episode, int sequence, boolean firing, String severity) {
        return json(key, episode, sequence, firing, severity, "A title", "A message", false);
    }

    /** The value of a record with its texts. */
    public static byte[] json(
            String key,
            long episode,
            int sequence,
            boolean firing,
            String severity,
            String title,
            String message,
            boolean replay) {
        String host = key.substring(key.lastIndexOf('/') + 1);
        String ends = firing ? "null" : "\"" + Instant.ofEpochMilli(episode + 60_000L) + "\"";
        return ("{\"schema_version\":1,\"id\":\"" + id(key, episode, sequence, firing) + "\",\"dedup_key\":\"" + key
                        + "\",\"episode\":" + episode + ",\"sequence\":" + sequence + ",\"status\":\""
                        + (firing ? "firing" : "resolved")
                        + "\",\"kind\":\"rum.user_impact_correlated\",\"severity\":\""
                        + severity + "\",\"tenant\":\"acme\",\"app\":\"shop\",\"host\":\"" + host
                        + "\",\"service\":\"shop\",\"slo\":null,\"group\":null,\"incident\":\"acme/shop/" + host + "/"
                        + episode + "\",\"labels\":{\"alertname\":\"UserImpactCorrelated\",\"severity\":\"" + severity
                        + "\",\"tenant\":\"acme\",\"host\":\"" + host + "\"},\"title\":\"" + title
                        + "\",\"message\":\"" + message + "\",\"runbook_url\":\"https://runbook.example/a\","
                        + "\"url\":\"https://console.example/signal\",\"starts_at\":\"" + Instant.ofEpochMilli(episode)
                        + "\",\"ends_at\":" + ends + ",\"occurred_at\":\"" + Instant.ofEpochMilli(episode)
                        + "\",\"emitted_at\":\"" + Instant.now() + "\",\"evidence\":{\"views\":120},\"replay\":"
                        + replay
                        + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A signal. */
    public static DesiredSignal signal(String key, long episode, int sequence, boolean firing) {
        return DesiredSignal.read(json(key, episode, sequence, firing, "warning"));
    }

    /** The id that a signal has. */
    public static String id(String key, long episode, int sequence, boolean firing) {
        return key + "#" + episode + "#" + sequence + "#" + (firing ? "firing" : "resolved");
    }
}
