package io.convergence.core.slo.openslo;

import io.convergence.core.slo.definition.Sli;
import io.convergence.core.slo.openslo.document.DocumentKind;
import io.convergence.core.slo.openslo.sli.MetricSourceType;
import io.convergence.core.slo.openslo.sli.PercentileMetric;
import io.convergence.core.slo.openslo.sli.RatioMetricReader;
import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Specification of an {@code SLI}.
 *
 * @param sli the indicator of a {@code ratioMetric}; null when it could not be read or is another metric
 * @param percentile the percentile of a {@code thresholdMetric}; null when it could not be read or is another metric
 * @param types types of its metric sources
 */
record SliSpec(@Nullable Sli sli, @Nullable PercentileMetric percentile, List<MetricSourceType> types)
        implements DocumentSpec {

    public SliSpec {
        types = List.copyOf(types);
    }

    /** Reads the specification. */
    static SliSpec read(Fields spec) {
        spec.anyText("description");
        List<MetricSourceType> types = new ArrayList<>();
        Value ratio = spec.get("ratioMetric");
        Value threshold = spec.get("thresholdMetric");
        if (ratio != null && threshold != null) {
            threshold.error("contradicts ratioMetric: must be exactly one of both");
        } else if (ratio == null && threshold == null) {
            spec.error("ratioMetric", "is missing: counters of good (or bad) and of total events");
        }
        Fields ratioFields = ratio == null ? null : ratio.fields();
        Sli sli = ratioFields == null ? null : new RatioMetricReader(ratioFields, types).read();
        PercentileMetric percentile = threshold == null ? null : PercentileMetric.read(threshold, types);
        spec.reportUnknown();
        return new SliSpec(sli, percentile, types);
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
}
