package io.convergence.gateway.synthetic;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Samples of one probe of the blackbox exporter, and the type and kind of failure that follow from them. */
final class ProbeSamples {
    /*
     * Names of the samples: https://github.com/prometheus/blackbox_exporter, prober/*.go. A prober registers its
     * samples before it starts, so their names do not depend on the outcome. Labels split a sample into phases.
     */
    private static final String DNS_LOOKUP = "probe_dns_lookup_time_seconds";
    private static final String CONNECT_PHASE = "probe_http_duration_seconds{phase=\"connect\"}";
    private static final String TLS_PHASE = "probe_http_duration_seconds{phase=\"tls\"}";

    private final Map<String, String> values = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    /** Adds a sample. Labels include the braces; they are null when the sample has none. */
    void add(String name, @Nullable String labels, String value) {
        names.add(name);
        values.put(labels == null ? name : name + labels, value);
    }

    /** The value of a sample as it is written, or null. */
    @Nullable
    String text(String sample) {
        return values.get(sample);
    }

    /** The value of a sample, or NaN when there is no such sample. */
    double number(String sample) {
        String text = values.get(sample);
        Double value = text == null ? null : BlackboxExposition.value(text);
        return value == null ? Double.NaN : value;
    }

    /**
     * The type of the check. It follows from the prober's samples and the scheme of the target, which are the same for
     * every outcome. Samples about the last answer, such as {@code probe_http_ssl} after redirects, are not.
     */
    String type(String target) {
        int end = target.indexOf("://");
        String scheme = end < 0 ? "" : target.substring(0, end).toLowerCase(Locale.ROOT);
        if (hasNames("probe_http_")) {
            return scheme.equals("https") ? "https" : "http";
        }
        if (hasNames("probe_websocket_") || scheme.equals("ws") || scheme.equals("wss")) {
            return "websocket";
        }
        if (names.stream().anyMatch(name -> name.startsWith("probe_dns_") && !name.equals(DNS_LOOKUP))) {
            return "dns";
        }
        if (hasNames("probe_icmp_")) {
            return "icmp";
        }
        if (hasNames("probe_grpc_")) {
            return "grpc";
        }
        if (hasNames("probe_unix_") || scheme.equals("unix")) {
            return "unix";
        }
        return scheme.equals("https") || scheme.equals("http") ? scheme : "tcp";
    }

    /** The HTTP status of the answer, or null when there was none. */
    @Nullable
    Integer status() {
        double http = number("probe_http_status_code");
        double code = Double.isNaN(http) ? number("probe_websocket_status_code") : http;
        return code >= 100 && code <= 599 ? (Integer) (int) code : null;
    }

    /** The kind of failure of a probe that failed, received at a time in epoch milliseconds. */
    String error(long receivedAt) {
        Integer status = status();
        if (isContentWrong()) {
            return "assertion";
        }
        if (number("probe_duration_seconds") >= number("probe_timeout_seconds")) {
            return "timeout";
        }
        if (number("probe_ip_protocol") == 0) {
            return "dns";
        }
        if (status != null) {
            return status == 101 || (status >= 200 && status <= 299) ? "assertion" : "status";
        }
        if (isTlsBroken(receivedAt)) {
            return "tls";
        }
        return hasNames("probe_http_") || hasNames("probe_websocket_") ? "connect" : "other";
    }

    /** Whether a prober found an unexpected content: {@code ..._failed_due_to_regex}, {@code _bytes}, {@code _cel}. */
    private boolean isContentWrong() {
        return values.keySet().stream().anyMatch(name -> name.contains("_failed_due_to_") && number(name) == 1);
    }

    /** Whether the connection was opened, but TLS was not, or whether the certificate has expired. */
    private boolean isTlsBroken(long receivedAt) {
        boolean hasNoTls = number(CONNECT_PHASE) > 0 && number(TLS_PHASE) == 0;
        double expiry = number("probe_ssl_earliest_cert_expiry");
        return (hasNoTls && number("probe_http_ssl") == 0)
                || expiry < (double) receivedAt / TimeUnit.SECONDS.toMillis(1);
    }

    private boolean hasNames(String prefix) {
        return names.stream().anyMatch(name -> name.startsWith(prefix));
    }
}
