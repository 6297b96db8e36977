package io.convergence.gateway.synthetic;

import io.convergence.core.synthetic.SyntheticResult;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /probe} of the Prometheus blackbox exporter returns: samples in the text exposition format. The target is a
 * query parameter, since the samples do not name it.
 */
final class BlackboxExposition {
    /*
     * https://prometheus.io/docs/instrumenting/exposition_formats/: comments, blank lines, and samples of a name, optional
     * labels, a value and an optional timestamp. Samples with labels split a measure into phases, which are not looked at.
     * Names of the samples: https://github.com/prometheus/blackbox_exporter, prober/ and README.md.
     */
    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{[^\\n]*})?[ \\t]+(\\S+)([ \\t]+-?\\d+)?[ \\t]*");

    private static final double MILLIS = 1000;

    private final Map<String, Double> samples = new HashMap<>();

    private BlackboxExposition() {}

    static List<SyntheticResult> read(byte[] body, ReportRequest request) throws ReportException {
        BlackboxExposition exposition = new BlackboxExposition();
        exposition.parse(body);
        return List.of(exposition.result(request));
    }

    private void parse(byte[] body) throws ReportException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ReportException.malformed("the body must be UTF-8");
        }
        int number = 0;
        for (String line : text.split("\\r?\\n")) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Matcher matcher = SAMPLE.matcher(line);
            Double value = matcher.matches() ? value(matcher.group(3)) : null;
            if (value == null) {
                throw ReportException.malformed("line " + number + " must be a sample of the text exposition format");
            }
            if (matcher.group(2) == null) {
                samples.put(matcher.group(1), value);
            }
        }
    }

    private SyntheticResult result(ReportRequest request) throws ReportException {
        Double success = samples.get("probe_success");
        Double seconds = samples.get("probe_duration_seconds");
        if (success == null || (success != 0 && success != 1)) {
            throw ReportException.malformed("probe_success must be there, as 0 or 1");
        }
        if (seconds == null || !(seconds >= 0)) {
            throw ReportException.malformed("probe_duration_seconds must be there, as a number of 0 or more");
        }
        String target = request.required("target", "the target of the probe");
        double millis = seconds * MILLIS;
        boolean passed = success == 1;
        return new SyntheticResult(
                request.parameterOr("id", request.randomId()),
                request.tenant(),
                request.parameter("app"),
                request.parameterOr("host", target),
                request.parameterOr("check", CheckName.of(request.parameterOr("module", "probe"), "probe")),
                request.parameterOr("type", type(target)),
                passed,
                request.receivedAt() - Math.min((long) millis, request.receivedAt() - 1),
                request.receivedAt(),
                millis,
                status(),
                request.parameter("location"),
                passed ? null : error());
    }

    private String type(String target) {
        if (samples.containsKey("probe_http_status_code")) {
            boolean tls =
                    of("probe_http_ssl") == 1 || target.toLowerCase(Locale.ROOT).startsWith("https://");
            return tls ? "https" : "http";
        }
        if (samples.containsKey("probe_dns_answer_rrs") || samples.containsKey("probe_dns_query_succeeded")) {
            return "dns";
        }
        if (samples.containsKey("probe_icmp_reply_hop_limit") || samples.containsKey("probe_icmp_duration_seconds")) {
            return "icmp";
        }
        return samples.containsKey("probe_grpc_status_code") ? "grpc" : "tcp";
    }

    private @Nullable Integer status() {
        int code = (int) of("probe_http_status_code");
        return code >= 100 && code <= 599 ? code : null;
    }

    private String error() {
        Integer status = status();
        if (of("probe_failed_due_to_regex") == 1) {
            return "assertion";
        }
        if (samples.containsKey("probe_ip_protocol") && of("probe_ip_protocol") == 0) {
            return "dns";
        }
        if (status != null) {
            return status >= 200 && status <= 299 ? "assertion" : "status";
        }
        return samples.containsKey("probe_http_status_code") ? "connect" : "other";
    }

    private double of(String name) {
        return samples.getOrDefault(name, 0.0);
    }

    private static @Nullable Double value(String text) {
        return switch (text) {
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            case "NaN" -> Double.NaN;
            default -> number(text);
        };
    }

    private static @Nullable Double number(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
