package io.convergence.core.slo.openslo;

import io.convergence.core.yaml.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Specification of a {@code DataSource}.
 *
 * @param type type of its metrics, such as {@code convergence}; null when it could not be read
 */
record DataSourceSpec(@Nullable String type) implements DocumentSpec {
    /** Reads the specification. */
    static DataSourceSpec read(Fields spec) {
        spec.anyText("description");
        String type = spec.requiredText("type", "such as convergence");
        spec.get("connectionDetails");
        spec.reportUnknown();
        return new DataSourceSpec(type);
    }

    @Override
    public List<Link> links() {
        return List.of();
    }
}
