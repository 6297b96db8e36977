package io.convergence.query.objectives;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.http.ApiProblem;
import io.convergence.query.http.ChangeProblem;
import io.convergence.query.http.ProblemDetail;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** JSON merge patch (RFC 7396) of the fields of an objective, made a change of its SLO document. */
final class ObjectivePatch {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final String TARGET = "target";
    private static final String DISPLAY_NAME = "display_name";
    private static final String DESCRIPTION = "description";
    private static final Map<String, String> ANNOTATIONS = Map.of(
            "burn_policy", "convergence/burn-policy",
            "runbook_url", "convergence/runbook-url",
            "url", "convergence/url");
    private static final String ADMITTED = "target, display_name, description, burn_policy, runbook_url, url";

    private final ObjectNode patch;

    private ObjectivePatch(ObjectNode patch) {
        this.patch = patch;
    }

    /**
     * Reads a patch.
     *
     * @throws ApiProblem when it is no JSON object, or has fields that cannot be changed
     */
    static ObjectivePatch read(byte[] body) {
        try {
            if (!(MAPPER.readTree(body) instanceof ObjectNode patch)) {
                throw ApiProblem.body("the body must be a JSON object");
            }
            for (Map.Entry<String, JsonNode> field : patch.properties()) {
                check(field.getKey(), field.getValue());
            }
            return new ObjectivePatch(patch);
        } catch (IOException e) {
            throw ApiProblem.body("the body must be JSON without repeated names");
        }
    }

    private static void check(String name, JsonNode value) {
        boolean isText = name.equals(DISPLAY_NAME) || name.equals(DESCRIPTION) || ANNOTATIONS.containsKey(name);
        if (name.equals(TARGET)) {
            if (!value.isNumber()) {
                throw invalid(name, "must be a number");
            }
        } else if (!isText) {
            String shown = name.length() > 64 ? name.substring(0, 64) : name;
            throw invalid(shown, "cannot be changed by PATCH; admitted: " + ADMITTED);
        } else if (!value.isTextual() && !value.isNull()) {
            throw invalid(name, "must be a text, or null to remove it");
        }
    }

    private static ApiProblem invalid(String name, String detail) {
        String pointer = '/' + name.replace("~", "~0").replace("/", "~1");
        return ChangeProblem.definition(name + ' ' + detail, List.of(ProblemDetail.at(pointer, detail)));
    }

    /**
     * The changed document.
     *
     * @param text present document, compact JSON
     * @param index position of the objective among those of the document, from 0
     * @throws ApiProblem when a field belongs to several objectives
     */
    String applyTo(String text, int index) {
        try {
            ObjectNode document = (ObjectNode) MAPPER.readTree(text);
            JsonNode objectives = document.path("spec").path("objectives");
            for (Map.Entry<String, JsonNode> field : patch.properties()) {
                if (field.getKey().equals(TARGET)) {
                    ObjectNode objective = (ObjectNode) objectives.path(index);
                    objective.remove("targetPercent");
                    objective.set(TARGET, field.getValue());
                } else if (objectives.size() > 1) {
                    throw invalid(
                            field.getKey(),
                            "belongs to a document with " + objectives.size() + " objectives; change it by PUT");
                } else {
                    change(document, field.getKey(), field.getValue());
                }
            }
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored document is not JSON", e);
        }
    }

    private static void change(ObjectNode document, String name, JsonNode value) {
        ObjectNode metadata = document.withObject("/metadata");
        if (name.equals(DISPLAY_NAME)) {
            set(metadata, "displayName", value);
        } else if (name.equals(DESCRIPTION)) {
            set(document.withObject("/spec"), DESCRIPTION, value);
        } else {
            set(metadata.withObject("/annotations"), ANNOTATIONS.getOrDefault(name, name), value);
        }
        if (metadata.path("annotations").isEmpty()) {
            metadata.remove("annotations");
        }
    }

    private static void set(ObjectNode parent, String name, JsonNode value) {
        if (value.isNull()) {
            parent.remove(name);
        } else {
            parent.set(name, value);
        }
    }

    /** The document without one of its objectives. */
    static String withoutObjective(String text, int index) {
        try {
            JsonNode document = MAPPER.readTree(text);
            ((ArrayNode) document.path("spec").path("objectives")).remove(index);
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored document is not JSON", e);
        }
    }
}
