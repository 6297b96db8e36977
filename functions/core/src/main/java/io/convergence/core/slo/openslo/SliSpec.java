package io.convergence.core.slo.openslo;

import io.convergence.core.slo.definition.Sli;
import io.convergence.core.slo.openslo.document.DocumentKind;
import io.convergence.core.slo.openslo.sli.MetricSourceType;
import io.convergence.core.slo.openslo.sli.RatioMetricReader;
import io.convergence.core.yaml.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Specification of an {@code SLI}.
 *
 * @param sli the indicator; null when it could not be read
 * @param types types of its metric sources
 */
record SliSpec(@Nullable Sli sli, List<MetricSourceType> types) implements DocumentSpec {
    private static final String ONLY_RATIO = "must be a ratioMetric";

    public SliSpec {
        types = List.copyOf(types);
    }

    /** Reads the specification. */
    static SliSpec read(Fields spec) {
        spec.anyText("description");
        List<MetricSourceType> types = new ArrayList<>();
        if (spec.has("thresholdMetric")) {
            refuseThreshold(spec, types);
        } else if (!spec.has("ratioMetric")) {
            spec.error("ratioMetric", "is missing: counters of good (or bad) and of total events");
        }
        Fields ratio = spec.fields("ratioMetric");
        Sli sli = ratio == null ? null : new RatioMetricReader(ratio, types).read();
        spec.reportUnknown();
        return new SliSpec(sli, types);
    }

    @Override
    public List<Link> links() {
        List<Link> links = new ArrayList<>();
        for (MetricSourceType type : types) {
            if (type.dataSource() != null) {
                links.add(new Link(DocumentKind.DATA_SOURCE, type.dataSource(), type.type() == null));
            }
        }
        return links;
    }

    private static void refuseThreshold(Fields spec, List<MetricSourceType> types) {
        String contradiction = spec.has("ratioMetric") ? "contradicts ratioMetric; it " : "";
        spec.error(
                "thresholdMetric",
                contradiction + "cannot be computed from events: " + ONLY_RATIO + " with a condition");
        Fields threshold = spec.fields("thresholdMetric");
        Fields source = threshold == null ? null : threshold.requiredFields("metricSource", "a type and a spec");
        if (threshold != null && source != null) {
            types.add(MetricSourceType.read(source));
            source.get("spec");
            source.reportUnknown();
            threshold.reportUnknown();
        }
    }
}
