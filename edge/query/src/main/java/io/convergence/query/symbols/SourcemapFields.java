package io.convergence.query.symbols;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convergence.symbols.archive.ArchiveName;
import io.convergence.symbols.archive.SymbolPlatform;
import io.convergence.symbols.store.ArchiveKey;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request about archives, from its query or from a JSON object.
 *
 * @param values text by name
 */
public record SourcemapFields(Map<String, String> values) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public SourcemapFields {
        values = Map.copyOf(values);
    }

    /** The fields of a query, whatever their names. */
    public static SourcemapFields ofQuery(@Nullable String query) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            put(values, name, equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        return new SourcemapFields(values);
    }

    /** These fields; a field with a name that is not admitted is refused with status 400. */
    public SourcemapFields within(Set<String> admitted) {
        for (String name : values.keySet()) {
            if (!admitted.contains(name)) {
                throw new SourcemapProblem(400, "there is no parameter " + cut(name));
            }
        }
        return this;
    }

    /** These fields and those of a JSON object of texts. */
    public SourcemapFields and(byte[] json) {
        JsonNode object;
        try {
            object = JSON.readTree(json);
        } catch (IOException e) {
            throw new SourcemapProblem(400, "the body must be a JSON object");
        }
        if (object == null || !object.isObject()) {
            throw new SourcemapProblem(400, "the body must be a JSON object");
        }
        Map<String, String> all = new LinkedHashMap<>(values);
        object.properties().forEach(field -> {
            if (!field.getValue().isTextual()) {
                throw new SourcemapProblem(400, cut(field.getKey()) + " must be a text");
            }
            put(all, field.getKey(), field.getValue().asText());
        });
        return new SourcemapFields(all);
    }

    /** The text of a field, or an empty text. */
    public String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** The app, which is required. */
    public String appId() {
        if (text("app_id").isEmpty()) {
            throw new SourcemapProblem(400, "app_id not found");
        }
        return text("app_id");
    }

    /** The archive that the fields name. */
    public ArchiveKey key() {
        String appId = appId();
        String label = values.getOrDefault("platform", SymbolPlatform.WEB.label());
        SymbolPlatform platform = SymbolPlatform.of(label);
        if (platform == null) {
            throw new SourcemapProblem(400, "platform must be one of " + SymbolPlatform.labels());
        }
        String problem = ArchiveName.problem(appId, text("env"), text("version"));
        if (problem != null) {
            throw new SourcemapProblem(400, problem);
        }
        return new ArchiveKey(platform, new ArchiveName(appId, text("env"), text("version")));
    }

    private static void put(Map<String, String> values, String name, String value) {
        if (values.putIfAbsent(name, value) != null) {
            throw new SourcemapProblem(400, cut(name) + " must be given once");
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new SourcemapProblem(400, "the query must be encoded UTF-8");
        }
    }

    private static String cut(String text) {
        String shown = text.length() <= 64 ? text : text.substring(0, 64);
        return shown.chars().anyMatch(Character::isISOControl) ? "of that name" : shown;
    }
}
