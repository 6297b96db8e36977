package io.convergence.gateway.synthetic;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Request with the report of a synthetic tool, without its body.
 *
 * @param parameters query parameters
 * @param tenant tenant of the sender's token
 * @param receivedAt receive time in epoch milliseconds
 * @param randomId new id for the result of a report that has no id of its own
 */
public record ReportRequest(Map<String, String> parameters, String tenant, long receivedAt, String randomId) {
    public ReportRequest {
        parameters = Map.copyOf(parameters);
    }

    /** A parameter, or null when it is absent or empty. */
    @Nullable
    String parameter(String name) {
        String value = parameters.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** A parameter, or another text when it is absent or empty. */
    String parameterOr(String name, String other) {
        String value = parameter(name);
        return value == null ? other : value;
    }

    /**
     * A parameter that the format requires.
     *
     * @param meaning what the parameter is, for the message
     */
    String required(String name, String meaning) throws ReportException {
        String value = parameter(name);
        if (value == null) {
            throw ReportException.invalid("the query parameter " + name + " must be " + meaning);
        }
        return value;
    }
}
