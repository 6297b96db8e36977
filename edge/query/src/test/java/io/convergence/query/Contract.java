package io.convergence.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The description of the API, against which answers are checked. */
final class Contract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private final JsonNode document;

    Contract() {
        try (InputStream yaml = Contract.class.getResourceAsStream("/query-openapi.yaml")) {
            document = new ObjectMapper(new YAMLFactory()).readTree(Objects.requireNonNull(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every operation as method and path. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> operations.add(method.toUpperCase(Locale.ROOT) + ' ' + path.getKey())));
        return operations;
    }

    /** Names of the query parameters of an operation. */
    Set<String> parameters(String method, String path) {
        Set<String> names = new TreeSet<>();
        operation(method, path).path("parameters").forEach(parameter -> {
            JsonNode resolved = resolved(parameter);
            if (resolved.path("in").asText().equals("query")) {
                names.add(resolved.path("name").asText());
            }
        });
        return names;
    }

    /** Checks an answer of the API; answers of the console are none of it. */
    void check(HttpResponse<String> answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (answer.headers().firstValue("Content-Encoding").isPresent() || !type.contains("json")) {
            return;
        }
        String method = answer.request().method().equals("HEAD")
                ? "GET"
                : answer.request().method();
        String template = template(answer.request().uri().getRawPath());
        JsonNode responses = operation(method, template).path("responses");
        JsonNode response = resolved(
                responses.has(String.valueOf(answer.statusCode()))
                        ? responses.path(String.valueOf(answer.statusCode()))
                        : document.path("components").path("responses").path("Problem"));
        JsonNode schema = response.path("content").path(type).path("schema");
        assertThat(schema.isMissingNode())
                .as(method + ' ' + answer.request().uri() + " answered " + answer.statusCode() + " with " + type)
                .isFalse();
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.path("components"));
        try {
            assertThat(SCHEMAS.getSchema(whole).validate(JSON.readTree(answer.body())))
                    .as(method + ' ' + answer.request().uri() + ' ' + answer.body())
                    .isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode operation(String method, String path) {
        return document.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
    }

    private String template(String path) {
        if (document.path("paths").has(path)) {
            return path;
        }
        for (var entry : document.path("paths").properties()) {
            if (path.matches(entry.getKey().replaceAll("\\{\\w+}", "[^/]+"))) {
                return entry.getKey();
            }
        }
        return path;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }
}
