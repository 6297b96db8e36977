package io.convergence.launcher.objectives;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.convergence.launcher.harness.BadRecord;
import io.convergence.launcher.harness.Lines;
import io.convergence.launcher.harness.Objectives;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An invalid record of the topic of definitions. Its value contains {@link BadRecord#MARKER} wherever it contains text.
 *
 * @param rule violated rule, in words
 * @param key key of the record, or null
 * @param value value of the record, not copied; null for a tombstone
 * @param hasDeadLetter whether the job writes a dead letter for it
 */
@SuppressWarnings("ArrayRecordComponent")
record BadDefinition(String rule, @Nullable String key, byte @Nullable [] value, boolean hasDeadLetter) {
    private static final int LARGEST = 1 << 20;

    /** One record for each rule, under keys that end with a suffix. */
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

    /** The length of the value as text, bytes: invalid UTF-8 is replaced before it is measured. */
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
