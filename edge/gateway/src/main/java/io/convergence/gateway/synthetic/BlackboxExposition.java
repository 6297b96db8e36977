package io.convergence.gateway.synthetic;

import io.convergence.core.synthetic.SyntheticResult;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Adapter of the answer of {@code /probe} of the Prometheus blackbox exporter: samples in the text exposition format.
 * The samples do not name the target, so it is a query parameter.
 */
final class BlackboxExposition {
    /*
     * https://prometheus.io/docs/instrumenting/exposition_formats/: comments, blank lines, and samples of a name,
     * optional labels, a value and an optional timestamp.
     */
    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{[^\\n]*})?[ \\t]+(\\S+)([ \\t]+-?\\d+)?[ \\t]*");

    private static final int SECONDS_TO_MILLIS = 3;

    private BlackboxExposition() {}

    static List<SyntheticResult> read(byte[] body, ReportRequest request) throws ReportException {
        return List.of(result(samples(body), request));
    }

    private static ProbeSamples samples(byte[] body) throws ReportException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ReportException.malformed("the body must be UTF-8");
        }
        ProbeSamples samples = new ProbeSamples();
        int number = 0;
        for (String line : text.split("\\r?\\n")) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Matcher matcher = SAMPLE.matcher(line);
            if (!matcher.matches() || value(matcher.group(3)) == null) {
                throw ReportException.malformed("line " + number + " must be a sample of the text exposition format");
            }
            samples.add(matcher.group(1), matcher.group(2), matcher.group(3));
        }
        return samples;
    }

    private static SyntheticResult result(ProbeSamples samples, ReportRequest request) throws ReportException {
        double success = samples.number("probe_success");
        if (success != 0 && success != 1) {
            throw ReportException.malformed("probe_success must be there, as 0 or 1");
        }
        BigDecimal seconds = duration(samples);
        double millis = seconds.movePointRight(SECONDS_TO_MILLIS).doubleValue();
        String target = request.required("target", "the target of the probe");
        boolean passed = success == 1;
        return new SyntheticResult(
                request.parameterOr("id", request.randomId()),
                request.tenant(),
                request.parameter("app"),
                request.parameterOr("host", target),
                request.parameterOr("check", CheckName.of(request.parameterOr("module", "probe"), "probe")),
                request.parameterOr("type", samples.type(target)),
                passed,
                request.receivedAt() - Math.min((long) millis, request.receivedAt() - 1),
                request.receivedAt(),
                millis,
                samples.status(),
                request.parameter("location"),
                passed ? null : samples.error(request.receivedAt()));
    }

    /** The duration in seconds, exactly as it is written: a binary fraction times 1000 would have further digits. */
    private static BigDecimal duration(ProbeSamples samples) throws ReportException {
        String text = samples.text("probe_duration_seconds");
        Double value = text == null ? null : value(text);
        if (text == null || value == null || !(value >= 0) || value.isInfinite()) {
            throw ReportException.malformed("probe_duration_seconds must be there, as a number of 0 or more");
        }
        return new BigDecimal(text);
    }

    /** The value of a sample, or null when the text is no number. */
    static @Nullable Double value(String text) {
        return switch (text) {
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            case "NaN" -> Double.NaN;
            default -> ReportReader.decimal(text);
        };
    }
}
