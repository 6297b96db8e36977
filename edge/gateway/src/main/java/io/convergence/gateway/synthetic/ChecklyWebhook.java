package io.convergence.gateway.synthetic;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.core.synthetic.SyntheticResult;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adapter of an alert of Checkly, posted to a webhook whose template contains Checkly's variables
 * (https://www.checklyhq.com/docs/integrations/alerts/webhooks). A field may be spelled as its variable,
 * {@code CHECK_NAME}, or {@code check_name} or {@code checkName}. Other fields are ignored.
 */
final class ChecklyWebhook {
    private final Map<String, JsonNode> fields = new HashMap<>();

    private ChecklyWebhook(JsonNode root) {
        for (Map.Entry<String, JsonNode> field : root.properties()) {
            fields.putIfAbsent(
                    field.getKey().replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT), field.getValue());
        }
    }

    static List<SyntheticResult> read(byte[] body, ReportRequest request) throws ReportException {
        return List.of(new ChecklyWebhook(ReportReader.object(body)).result(request));
    }

    private SyntheticResult result(ReportRequest request) throws ReportException {
        boolean passed = passed();
        Long startedAt = ReportReader.instant(fields.get("startedat"));
        Double duration = ReportReader.number(fields.get("responsetime"));
        return new SyntheticResult(
                id(request),
                request.tenant(),
                request.parameter("app"),
                host(request),
                request.parameterOr("check", check()),
                request.parameterOr("type", type()),
                passed,
                startedAt == null ? request.receivedAt() : startedAt,
                request.receivedAt(),
                duration == null ? 0 : duration,
                status(),
                location(request),
                passed ? null : error());
    }

    /** A degraded check is slow, but passes, also after a failure; a recovered check passes. */
    private boolean passed() throws ReportException {
        String type = text("alerttype");
        return switch (type == null ? "" : type) {
            case "ALERT_FAILURE", "ALERT_FAILURE_REMAIN", "ALERT_DEGRADED_FAILURE" -> false;
            case "NO_ALERT",
                    "ALERT_DEGRADED",
                    "ALERT_DEGRADED_REMAIN",
                    "ALERT_DEGRADED_RECOVERY",
                    "ALERT_FAILURE_DEGRADED",
                    "ALERT_RECOVERY" -> true;
            default ->
                throw ReportException.invalid("ALERT_TYPE must be an alert of a failure, a degradation or a recovery");
        };
    }

    private String id(ReportRequest request) {
        String own = text("checkresultid");
        String type = String.valueOf(text("alerttype"));
        return request.parameterOr("id", own == null ? request.randomId() : CheckName.id("checkly", own, type));
    }

    private String host(ReportRequest request) throws ReportException {
        String parameter = request.parameter("host");
        String field = text("host") == null ? text("url") : text("host");
        if (parameter == null && field == null) {
            throw ReportException.invalid("host must be a query parameter, or host or url a field of the template");
        }
        return parameter == null ? String.valueOf(field) : parameter;
    }

    private String check() throws ReportException {
        String name = text("checkname") == null ? text("checkid") : text("checkname");
        if (name == null) {
            throw ReportException.invalid("CHECK_NAME or CHECK_ID must be a field of the template");
        }
        return CheckName.of(name, "checkly");
    }

    private String type() {
        String type = text("checktype");
        return switch (type == null ? "" : type.toUpperCase(Locale.ROOT)) {
            case "BROWSER", "MULTI_STEP", "PLAYWRIGHT" -> "browser";
            case "API", "URL", "" -> "https";
            default -> CheckName.of(String.valueOf(type).toLowerCase(Locale.ROOT), "https");
        };
    }

    private @Nullable Integer status() {
        Double code = ReportReader.number(fields.get("apicheckresponsestatuscode"));
        Double other = code == null ? ReportReader.number(fields.get("statuscode")) : code;
        return other != null && other >= 100 && other <= 599 ? (Integer) other.intValue() : null;
    }

    private @Nullable String location(ReportRequest request) {
        String region = text("runlocation") == null ? text("region") : text("runlocation");
        String parameter = request.parameter("location");
        return parameter != null || region == null ? parameter : CheckName.of(region, "unknown");
    }

    private String error() {
        Integer status = status();
        return status != null && status >= 400 ? "status" : "other";
    }

    private @Nullable String text(String name) {
        JsonNode value = fields.get(name);
        return value != null && value.isTextual() && !value.textValue().isBlank()
                ? HtmlText.decode(value.textValue().trim())
                : null;
    }
}
