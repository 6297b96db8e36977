package io.convergence.core.slo.openslo;

import io.convergence.core.yaml.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where metrics come from.
 *
 * @param type such as {@code convergence}, or null when it could not be read
 */
record DataSourceBody(@Nullable String type) implements Body {
    static DataSourceBody read(Fields spec) {
        spec.text("description");
        String type = spec.requiredWord("type", "such as convergence");
        spec.get("connectionDetails");
        spec.end();
        return new DataSourceBody(type);
    }

    @Override
    public List<Link> links() {
        return List.of();
    }
}
