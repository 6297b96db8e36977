package io.convergence.gateway;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Valid payloads in which a test can change fields. */
public final class Sample {
    private Sample() {}

    /** A beacon with changed fields: name and JSON value in turn; null removes the field. */
    public static String beacon(@Nullable String... changes) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("v", "1");
        fields.put("key", "\"pk_open\"");
        fields.put("consent", "true");
        fields.put("host", "\"web.acme.example\"");
        fields.put("page", "\"/checkout\"");
        fields.put("browser", "\"chrome\"");
        fields.put(
                "vitals",
                "{\"ttfb_ms\":120,\"fcp_ms\":900,\"lcp_ms\":1800,\"cls\":0.02,\"inp_ms\":180,\"load_ms\":2400}");
        fields.put("errors", "0");
        fields.put("failed_requests", "0");
        fields.put("sdk", "\"0.1.0\"");
        return json(fields, changes);
    }

    /** A synthetic result with a start in epoch milliseconds and with changed fields, as in {@link #beacon}. */
    public static String result(long startedAt, @Nullable String... changes) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("v", "1");
        fields.put("id", "\"result-1\"");
        fields.put("host", "\"https://web.acme.example/health\"");
        fields.put("check", "\"home\"");
        fields.put("type", "\"https\"");
        fields.put("success", "true");
        fields.put("started_at", String.valueOf(startedAt));
        fields.put("duration_ms", "120.5");
        return json(fields, changes);
    }

    private static String json(Map<String, String> fields, @Nullable String... changes) {
        for (int i = 0; i < changes.length; i += 2) {
            String name = String.valueOf(changes[i]);
            String value = changes[i + 1];
            if (value == null) {
                fields.remove(name);
            } else {
                fields.put(name, value);
            }
        }
        return fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
