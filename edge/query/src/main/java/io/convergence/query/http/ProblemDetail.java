package io.convergence.query.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the reasons of a problem, with the place that it is about.
 *
 * @param parameter name of a parameter, or null
 * @param pointer JSON pointer (RFC 6901) into the body, or null
 * @param line line of the body, from 1; 0 when the place is none of the body's
 * @param path position in the document of the body, such as {@code spec.objectives[0].target}, or null
 * @param detail what is wrong
 */
public record ProblemDetail(
        @Nullable String parameter,
        @Nullable String pointer,
        int line,
        @Nullable String path,
        String detail) {

    /** A reason without a place. */
    public static ProblemDetail of(String detail) {
        return new ProblemDetail(null, null, 0, null, detail);
    }

    /** A reason at a line and a path of the body. */
    public static ProblemDetail at(int line, String path, String detail) {
        return new ProblemDetail(null, null, line, path, detail);
    }

    /** A reason at a JSON pointer into the body. */
    public static ProblemDetail at(String pointer, String detail) {
        return new ProblemDetail(null, pointer, 0, null, detail);
    }

    static List<ProblemDetail> ofParameters(List<String> parameters, String detail) {
        return parameters.stream()
                .map(parameter -> new ProblemDetail(parameter, null, 0, null, detail))
                .toList();
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (parameter != null) {
            json.put("parameter", parameter);
        }
        if (pointer != null) {
            json.put("pointer", pointer);
        }
        if (line > 0) {
            json.put("line", line);
        }
        if (path != null) {
            json.put("path", path);
        }
        return json.put("detail", detail);
    }
}
