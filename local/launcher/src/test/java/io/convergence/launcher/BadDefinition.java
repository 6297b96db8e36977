package io.convergence.launcher;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A record of the topic of definitions that defines nothing. Its value holds {@link BadRecord#MARKER} wherever it holds
 * text.
 *
 * @param rule what it breaks, in words
 * @param key of the record
 * @param value of the record, not copied
 * @param lettered whether a dead letter tells of it
 */
@SuppressWarnings("ArrayRecordComponent")
record BadDefinition(String rule, @Nullable String key, byte @Nullable [] value, boolean lettered) {
    private static final int LARGEST = 1 << 20;

    /** One of each, under keys that end in a suffix. */
    static List<BadDefinition> ofEveryRule(String suffix) {
        byte[] random = new byte[500];
        new Random(7).nextBytes(random);
        String good = Objectives.views(Lines.TENANT, "good", "0.9", "{}").text();
        String laughs = IntStream.range(1, 30)
                .mapToObj(i -> "a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(9) + "*a" + (i - 1) + "]\n")
                .collect(Collectors.joining());
        String marked = "{\"description\": \"" + BadRecord.MARKER + "\", ";
        String described = good.replaceFirst("\"spec\":\\{", "\"spec\":" + marked);
        String padding = "x".repeat(LARGEST - described.length() - 100);
        return List.of(
                refused("no YAML", suffix, BadRecord.MARKER + ": [\"{"),
                new BadDefinition("no text", key("noise", suffix), random, true),
                refused("invalid UTF-8", suffix, (BadRecord.MARKER + '\u00ff').getBytes(ISO_8859_1)),
                refused("empty", suffix, new byte[0]),
                refused("a billion laughs", suffix, "a0: &a0 " + BadRecord.MARKER + "\n" + laughs),
                refused("deep nesting", suffix, "[".repeat(100_000) + BadRecord.MARKER),
                refused("a long scalar", suffix, described.replace(BadRecord.MARKER, BadRecord.MARKER + padding)),
                refused("more than a text may hold", suffix, described.replace("Marker", "Marker" + padding.repeat(2))),
                refused("a foreign source", suffix, described.replace("\"rum\"", "\"prometheus\"")),
                refused("another type of source", suffix, described.replace("\"convergence\"", "\"datadog\"")),
                refused(
                        "an unresolved reference",
                        suffix,
                        described.replaceFirst(
                                "\"indicator\":.*?\"timeWindow\"", "\"indicatorRef\":\"nowhere\",\"timeWindow\"")),
                refused("a target of 1", suffix, described.replace("0.9", "1")),
                new BadDefinition("no slash in the key", "rubbish" + suffix, BadRecord.MARKER.getBytes(UTF_8), true),
                new BadDefinition("a tombstone of nothing", key("never", suffix), null, false),
                new BadDefinition("no key", null, described.getBytes(UTF_8), false));
    }

    /** The length of its value as text: what is no UTF-8 has been replaced. */
    int size() {
        return value == null ? 0 : new String(value, UTF_8).getBytes(UTF_8).length;
    }

    private static BadDefinition refused(String rule, String suffix, String value) {
        return refused(rule, suffix, value.getBytes(UTF_8));
    }

    private static BadDefinition refused(String rule, String suffix, byte[] value) {
        return new BadDefinition(rule, key(rule.replace(' ', '-'), suffix), value, true);
    }

    private static String key(String name, String suffix) {
        return Lines.TENANT + "/SLO/" + name + suffix;
    }
}
