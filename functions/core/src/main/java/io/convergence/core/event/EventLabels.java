package io.convergence.core.event;

import io.convergence.core.host.HostName;
import io.convergence.core.ingest.Alphabet;
import io.convergence.core.privacy.CrashText;
import io.convergence.core.privacy.PageRedaction;
import io.convergence.core.privacy.ResourcePath;
import io.convergence.core.privacy.StackText;
import io.convergence.core.privacy.TextScrub;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The closed set of labels of events, each with the rule that normalises a value or refuses it. Every rule is
 * idempotent, so a stored value passes unchanged.
 */
public final class EventLabels {
    /** Largest number of characters of a message. */
    public static final int MESSAGE = 1024;

    private static final int ENTRIES = 512;
    private static final int TEXT = 128;
    private static final CharacterRule DIGITS = CharacterRule.digits(9);
    private static final CharacterRule VERSION = CharacterRule.alphanumeric("._+-", 1, 64);
    private static final CharacterRule TRACE = CharacterRule.alphanumeric("-", 1, 64);
    private static final CharacterRule USER = CharacterRule.alphanumeric("_-", 22, 22);
    private static final CharacterRule OBJECT = CharacterRule.alphanumeric("._/-", 1, 256);
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Map<String, UnaryOperator<@Nullable String>> RULES = new HashMap<>();

    static {
        oneOf("browser", "chrome", "firefox", "safari", "edge", "other", "unknown");
        oneOf("os", "windows", "macos", "linux", "android", "ios", "chromeos", "other", "unknown");
        oneOf("device", "desktop", "mobile", "tablet", "bot", "other", "unknown");
        oneOf("connection", "slow-2g", "2g", "3g", "4g", "5g", "wifi", "ethernet", "none", "unknown", "other");
        oneOf("session_type", "user", "synthetics", "bot");
        oneOf("method", "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "QUERY");
        oneOf("provider_type", "CDN", "first-party", "unknown");
        oneOf("crash", "java_crash", "native_crash", "ios_crash", "crash");
        oneOf("ended", "true", "false");
        oneOf("full_snapshot", "true", "false");
        oneOf("mask", "text", "inputs");
        for (String name : List.of(
                "app_id",
                "env",
                "service",
                "sdk",
                "source",
                "handling",
                "action_type",
                "level",
                "navigation_type",
                "creation_reason")) {
            RULES.put(name, value -> value == null ? null : Alphabet.NAME.orNull(value));
        }
        matching(DIGITS, "browser_major", "os_major");
        matching(VERSION, "version", "sdk_version");
        matching(TRACE, "trace_id", "span_id");
        RULES.put("metric_id", value -> value == null ? null : Alphabet.ID.orNull(value));
        RULES.put("action_id", value -> value == null ? null : Alphabet.ID.orNull(value));
        RULES.put("country", value -> value != null && COUNTRIES.contains(value) ? value : null);
        matching(USER, "user");
        matching(OBJECT, "object");
        RULES.put("url_host", value -> value == null ? null : HostName.normalise(value));
        RULES.put("url_path", value -> value == null ? null : ResourcePath.redact(value));
        RULES.put("file", value -> value == null ? null : ResourcePath.redact(value));
        text(MESSAGE, "message");
        text(ENTRIES, "entries");
        text(TEXT, "region", "city", "isp", "provider_name");
        RULES.put("stack", value -> value == null ? null : nonEmpty(StackText.scrub(value)));
        RULES.put("resolved_stack", value -> value == null ? null : nonEmpty(StackText.scrub(value)));
    }

    private EventLabels() {}

    /** Whether a label of this name exists. */
    public static boolean knows(String name) {
        return RULES.containsKey(name);
    }

    /** The normalised value of a label, or null when there is no such label or its rule refuses the value. */
    public static @Nullable String normalise(String name, @Nullable String value) {
        UnaryOperator<@Nullable String> rule = RULES.get(name);
        return rule == null || value == null ? null : rule.apply(value);
    }

    /** The stack of a crash report, reduced to what locates the crash. */
    public static @Nullable String crashStack(String report) {
        return nonEmpty(CrashText.reduce(report));
    }

    /** The redacted page of a path or URL. */
    public static String page(String address) {
        return PageRedaction.redact(address);
    }

    private static void oneOf(String name, String... values) {
        Set<String> set = Set.of(values);
        RULES.put(name, value -> value != null && set.contains(value) ? value : null);
    }

    private static void matching(CharacterRule rule, String... names) {
        for (String name : names) {
            RULES.put(name, value -> value != null && rule.admits(value) ? value : null);
        }
    }

    private static void text(int longest, String... names) {
        for (String name : names) {
            RULES.put(name, value -> value == null ? null : nonEmpty(TextScrub.scrub(value, longest)));
        }
    }

    private static @Nullable String nonEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
