package io.convergence.core.slo.openslo;

import io.convergence.core.slo.definition.Condition;
import io.convergence.core.slo.definition.Selector;
import io.convergence.core.slo.definition.Sli;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Generation number of an SLI: the first 63 bits of the SHA-256 of its canonical text in UTF-8. In the canonical text every
 * string is preceded by its length and every list by its size, so that different SLIs have different texts.
 */
final class SliGeneration {
    private SliGeneration() {}

    /** The generation number, 0 or more; equal SLIs have equal numbers on every machine. */
    static long of(Sli sli) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(canonical(sli).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong() >>> 1;
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    private static String canonical(Sli sli) {
        StringBuilder text = new StringBuilder("sli1 ");
        append(text, sli.source().label());
        text.append(sli.where().size()).append(' ');
        for (Selector selector : sli.where()) {
            append(text, selector.key());
            append(text, selector.glob() ? "glob" : "in");
            append(text, selector.values());
        }
        Condition good = sli.good();
        append(text, good.kind().name());
        append(text, good.measurement() == null ? "" : good.measurement());
        append(text, good.comparison() == null ? "" : good.comparison().label());
        append(text, Long.toHexString(Double.doubleToLongBits(good.threshold())));
        append(text, good.verdicts());
        append(text, sli.groupBy());
        return text.toString();
    }

    private static void append(StringBuilder text, List<String> values) {
        text.append(values.size()).append(' ');
        values.forEach(value -> append(text, value));
    }

    private static void append(StringBuilder text, String value) {
        text.append(value.length()).append(':').append(value).append(' ');
    }
}
