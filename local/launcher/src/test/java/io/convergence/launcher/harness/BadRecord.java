package io.convergence.launcher.harness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.convergence.launcher.system.LocalTopics;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record that the job must reject. Its value contains {@link #MARKER} wherever it contains text. */
public final class BadRecord {
    /** Text that must not appear in a dead letter. */
    public static final String MARKER = "Marker-7f3a";

    private static final long AT = Lines.START + 30_000;
    private static final long TOO_FAR = 60_001;
    private static final long TOO_OLD = 900_001;
    private static final int LARGEST = 16_384;

    private static final String BEACON = "{\"v\":1,\"id\":\"" + MARKER
            + "\",\"tenant\":\"acme\",\"app\":\"shop\",\"host\":\"bad.example\",\"page\":\"/\",\"browser\":\"chrome\","
            + "\"received_at\":" + AT + ",\"lcp_ms\":1,\"cls\":0.1,\"errors\":1,\"failed_requests\":0,"
            + "\"sdk\":\"0.1.0\"}";
    private static final String RESULT = "{\"v\":1,\"id\":\"" + MARKER
            + "\",\"tenant\":\"acme\",\"host\":\"bad.example\",\"check\":\"home\",\"type\":\"http\",\"success\":false,"
            + "\"started_at\":" + AT + ",\"received_at\":" + AT + ",\"duration_ms\":1,\"status_code\":500,"
            + "\"location\":\"eu-1\",\"error\":\"status\"}";

    private final String rule;
    private final String topic;
    private final String reason;
    private final long timestamp;
    private final byte @Nullable [] value;

    private BadRecord(String rule, String topic, String reason, long timestamp, byte @Nullable [] value) {
        this.rule = rule;
        this.topic = topic;
        this.reason = reason;
        this.timestamp = timestamp;
        this.value = value;
    }

    /** At least one record for each rule of the contract, for both input topics. */
    public static List<BadRecord> ofEveryRule() {
        List<BadRecord> all = new ArrayList<>();
        all.addAll(anywhere(LocalTopics.BEACONS, BEACON));
        all.addAll(anywhere(LocalTopics.SYNTHETIC_RESULTS, RESULT));
        all.addAll(beacons());
        all.addAll(results());
        return all;
    }

    /** The violated rule, in words. */
    public String rule() {
        return rule;
    }

    /** The topic that the record is sent to. */
    public String topic() {
        return topic;
    }

    /** The expected reason of the rejection. */
    public String reason() {
        return reason;
    }

    /** The Kafka timestamp, epoch milliseconds. */
    public long timestamp() {
        return timestamp;
    }

    /** The value, not copied; null for a tombstone. */
    public byte @Nullable [] value() {
        return value;
    }

    /** The length of the value, bytes. */
    public int size() {
        return value == null ? 0 : value.length;
    }

    private static List<BadRecord> anywhere(String topic, String good) {
        String object = good.substring(0, good.length() - 1);
        String garbage = MARKER + "\u0000\u0007{[\"\\".repeat(LARGEST);
        String heartbeat = "{\"heartbeat\":" + (AT + TOO_FAR) + '}';
        return List.of(
                malformed(topic, "cut short", object),
                malformed(topic, "something after the object", good + good),
                malformed(topic, "an array", '[' + good + ']'),
                malformed(topic, "a text", '"' + MARKER + '"'),
                malformed(topic, "an unknown field", object + ",\"extra\":1}"),
                malformed(topic, "a name in another case", good.replace("\"host\"", "\"Host\"")),
                malformed(topic, "a field twice", object + ",\"host\":\"bad.example\"}"),
                malformed(topic, "a wrong type", good.replace("\"v\":1", "\"v\":\"1\"")),
                malformed(topic, "a fraction", good.replace("\"v\":1", "\"v\":1.5")),
                malformed(topic, "null", good.replace("\"tenant\":\"acme\"", "\"tenant\":null")),
                malformed(topic, "not a number", good.replace("\"v\":1", "\"v\":NaN")),
                malformed(topic, "deep nesting", object + ",\"extra\":" + "[".repeat(1_000) + "]".repeat(1_000) + '}'),
                malformed(topic, "a heartbeat among other fields", object + ",\"heartbeat\":" + AT + '}'),
                new BadRecord(
                        "invalid UTF-8",
                        topic,
                        "malformed",
                        AT,
                        good.replace("bad", "b\u00ffd").getBytes(ISO_8859_1)),
                new BadRecord("16 KiB of garbage", topic, "malformed", AT, firstBytes(garbage, LARGEST)),
                new BadRecord("over the size limit", topic, "too_large", AT, firstBytes(garbage, LARGEST + 1)),
                new BadRecord("empty", topic, "malformed", AT, new byte[0]),
                new BadRecord("a tombstone", topic, "malformed", AT, null),
                invalid(topic, "another version", good.replace("\"v\":1", "\"v\":2")),
                invalid(topic, "no id", good.replace("\"id\":\"" + MARKER + "\",", "")),
                invalid(topic, "no tenant", good.replace("\"tenant\":\"acme\",", "")),
                invalid(topic, "an id with a space", good.replace(MARKER, MARKER + " x")),
                invalid(topic, "a tenant with a slash", good.replace("acme", "ac/me")),
                invalid(topic, "a bad host", good.replace("bad.example", "bad_host-.exa mple")),
                invalid(topic, "a negative time", good.replace("\"received_at\":" + AT, "\"received_at\":-1")),
                of(topic, "a tenant off the list", "unknown_tenant", good.replace("acme", "stranger")),
                new BadRecord("ahead of its transport", topic, "future", AT - TOO_FAR, good.getBytes(UTF_8)),
                new BadRecord("a heartbeat ahead", topic, "future", AT, heartbeat.getBytes(US_ASCII)));
    }

    private static List<BadRecord> beacons() {
        String topic = LocalTopics.BEACONS;
        return List.of(
                malformed(topic, "a count in text", BEACON.replace("\"errors\":1", "\"errors\":\"1\"")),
                invalid(topic, "a paint too long", BEACON.replace("\"lcp_ms\":1", "\"lcp_ms\":600000.1")),
                invalid(topic, "a negative paint", BEACON.replace("\"lcp_ms\":1", "\"lcp_ms\":-0.5")),
                invalid(topic, "a shift too large", BEACON.replace("\"cls\":0.1", "\"cls\":100.01")),
                invalid(topic, "too many errors", BEACON.replace("\"errors\":1", "\"errors\":10001")),
                invalid(topic, "no errors field", BEACON.replace("\"errors\":1,", "")),
                invalid(topic, "a host with a port", BEACON.replace("bad.example", "bad.example:443")),
                invalid(topic, "an sdk in words", BEACON.replace("0.1.0", "latest")));
    }

    private static List<BadRecord> results() {
        String topic = LocalTopics.SYNTHETIC_RESULTS;
        String started = "\"started_at\":" + AT;
        return List.of(
                malformed(topic, "a success in text", RESULT.replace("false", "\"false\"")),
                invalid(topic, "no check", RESULT.replace("\"check\":\"home\",", "")),
                invalid(topic, "a location with a space", RESULT.replace("eu-1", "eu 1")),
                invalid(topic, "an unknown error", RESULT.replace("\"error\":\"status\"", "\"error\":\"gremlins\"")),
                invalid(topic, "a negative duration", RESULT.replace("\"duration_ms\":1", "\"duration_ms\":-1")),
                of(topic, "stale", "stale", RESULT.replace(started, "\"started_at\":" + (AT - TOO_OLD))),
                of(topic, "started later", "future", RESULT.replace(started, "\"started_at\":" + (AT + TOO_FAR))));
    }

    private static BadRecord malformed(String topic, String rule, String value) {
        return of(topic, rule, "malformed", value);
    }

    private static BadRecord invalid(String topic, String rule, String value) {
        return of(topic, rule, "invalid_field", value);
    }

    private static BadRecord of(String topic, String rule, String reason, String value) {
        return new BadRecord(rule, topic, reason, AT, value.getBytes(UTF_8));
    }

    private static byte[] firstBytes(String text, int count) {
        return text.substring(0, count).getBytes(ISO_8859_1);
    }
}
