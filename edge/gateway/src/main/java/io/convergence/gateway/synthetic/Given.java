package io.convergence.gateway.synthetic;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a report besides its body.
 *
 * @param parameters of the query
 * @param tenant who posted it
 * @param receivedAt receive time, epoch milliseconds
 * @param randomId an id that nobody has, for a report that has none of its own
 */
public record Given(Map<String, String> parameters, String tenant, long receivedAt, String randomId) {
    public Given {
        parameters = Map.copyOf(parameters);
    }

    /** A parameter, or null when it is absent or empty. */
    @Nullable
    String parameter(String name) {
        String value = parameters.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** A parameter, or else another text. */
    String parameterOr(String name, String other) {
        String value = parameter(name);
        return value == null ? other : value;
    }

    /** A parameter that the format cannot do without. */
    String required(String name, String what) throws ReportException {
        String value = parameter(name);
        if (value == null) {
            throw ReportException.invalid("the query parameter " + name + " must be " + what);
        }
        return value;
    }
}
