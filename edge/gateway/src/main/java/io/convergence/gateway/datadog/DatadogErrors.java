package io.convergence.gateway.datadog;

import static io.convergence.gateway.event.EventJson.number;
import static io.convergence.gateway.event.EventJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.core.dsn.Dsn;
import io.convergence.core.event.EventDraft;
import org.jspecify.annotations.Nullable;

/** Conversion of the part of a Datadog event that describes an error. */
final class DatadogErrors {
    private DatadogErrors() {}

    /**
     * Adds the error of an object to an event. Of a crash of native code only what locates it is kept. The application id,
     * under which symbol files are stored, is kept when the DSN lists it.
     */
    static void add(EventDraft draft, JsonNode object, Dsn dsn) {
        JsonNode error = object.path("error");
        String appId = text(object.path("application"), "id");
        String type = text(error, "type");
        String stack = text(error, "stack");
        String crash = error.path("is_crash").asBoolean() ? crash(text(error, "source_type")) : null;
        draft.name(type == null ? "Error" : type)
                .measure("status", number(error.path("resource"), "status_code"))
                .label("app_id", appId != null && dsn.appIds().contains(appId) ? appId : null)
                .label("message", text(error, "message"))
                .label("source", text(error, "source"))
                .label("handling", text(error, "handling"))
                .label("crash", crash);
        if (stack != null && ("ios_crash".equals(crash) || "native_crash".equals(crash))) {
            draft.crashStack(stack);
        } else {
            draft.label("stack", stack);
        }
    }

    private static String crash(@Nullable String sourceType) {
        String platform = sourceType == null ? "" : sourceType;
        if (platform.startsWith("ios")) {
            return "ios_crash";
        }
        if (platform.startsWith("ndk")) {
            return "native_crash";
        }
        return platform.equals("android") ? "java_crash" : "crash";
    }
}
