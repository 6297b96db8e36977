package io.convergence.core.slo.openslo;

import io.convergence.core.slo.definition.Sli;
import io.convergence.core.slo.openslo.sli.MetricType;
import io.convergence.core.slo.openslo.sli.RatioMetricReader;
import io.convergence.core.yaml.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An indicator.
 *
 * @param sli what is counted, or null when it could not be read
 * @param types of its metric sources
 */
record SliBody(@Nullable Sli sli, List<MetricType> types) implements Body {
    private static final String ONLY_RATIO = "must be a ratioMetric";

    public SliBody {
        types = List.copyOf(types);
    }

    /** Reads the specification of an indicator. */
    static SliBody read(Fields spec) {
        spec.text("description");
        List<MetricType> types = new ArrayList<>();
        if (spec.has("thresholdMetric")) {
            refuseThreshold(spec, types);
        } else if (!spec.has("ratioMetric")) {
            spec.error("ratioMetric", "is missing: counters of good (or bad) and of total events");
        }
        Fields ratio = spec.fields("ratioMetric");
        Sli sli = ratio == null ? null : new RatioMetricReader(ratio, types).read();
        spec.end();
        return new SliBody(sli, types);
    }

    @Override
    public List<Link> links() {
        List<Link> links = new ArrayList<>();
        for (MetricType type : types) {
            if (type.dataSource() != null) {
                links.add(new Link(Kind.DATA_SOURCE, type.dataSource(), type.type() == null));
            }
        }
        return links;
    }

    private static void refuseThreshold(Fields spec, List<MetricType> types) {
        String contradiction = spec.has("ratioMetric") ? "contradicts ratioMetric; it " : "";
        spec.error(
                "thresholdMetric",
                contradiction + "cannot be computed from events: " + ONLY_RATIO + " with a condition");
        Fields threshold = spec.fields("thresholdMetric");
        Fields source = threshold == null ? null : threshold.requiredFields("metricSource", "a type and a spec");
        if (threshold != null && source != null) {
            types.add(MetricType.read(source));
            source.get("spec");
            source.end();
            threshold.end();
        }
    }
}
