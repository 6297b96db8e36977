package io.convergence.core.slo.openslo.sli;

import io.convergence.core.slo.definition.Condition;
import io.convergence.core.slo.definition.Sli;
import io.convergence.core.slo.definition.SliSource;
import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reader of a {@code ratioMetric}: two counters over the same events, one of which counts only the good (or bad) ones. An
 * instance reads one metric.
 */
public final class RatioMetricReader {
    private final Fields ratio;
    private final List<MetricSourceType> types;

    /**
     * A reader of one metric.
     *
     * @param types list to which the types of its metric sources are added
     */
    public RatioMetricReader(Fields ratio, List<MetricSourceType> types) {
        this.ratio = ratio;
        this.types = types;
    }

    /** The indicator; null when it has an error, which is reported. */
    @Nullable
    public Sli read() {
        checkCounter();
        refuseRaw();
        Fields total = spec("total");
        String side = side();
        Fields counted = side == null ? null : spec(side);
        ratio.reportUnknown();
        EventSelection all = total == null ? null : EventSelection.read(total);
        List<String> groupBy = total == null || all == null ? List.of() : groupBy(total, all);
        if (counted == null || side == null) {
            return null;
        }
        EventSelection some = EventSelection.read(counted);
        refuseGroupBy(counted);
        SliSource source = some.source();
        Condition condition = source == null ? null : new ConditionReader(counted, side.equals("bad"), source).read();
        if (source != null) {
            counted.reportUnknown();
        }
        if (all == null
                || !areSameEvents(all, some, counted)
                || condition == null
                || some.where() == null
                || source == null) {
            return null;
        }
        return new Sli(source, some.where(), condition, groupBy);
    }

    private void checkCounter() {
        Value counter = ratio.get("counter");
        if (counter != null && Boolean.FALSE.equals(counter.flag())) {
            counter.error("must be true: only counters can be counted, not gauges");
        }
    }

    private void refuseRaw() {
        for (String name : List.of("raw", "rawType")) {
            if (ratio.has(name)) {
                ratio.error(name, "is not supported: must be total and good (or bad) counters");
            }
        }
        Fields raw = ratio.fields("raw");
        Fields source = raw == null ? null : raw.fields("metricSource");
        if (source != null) {
            types.add(MetricSourceType.read(source));
        }
    }

    /** {@code good} or {@code bad}, whichever is present; null when not exactly one is, which is reported. */
    private @Nullable String side() {
        boolean good = ratio.has("good");
        boolean bad = ratio.has("bad");
        if (good && bad) {
            ratio.error("bad", "contradicts good: must be exactly one of good and bad");
        } else if (!good && !bad && !ratio.has("raw")) {
            ratio.error("good", "is missing: must be exactly one of good and bad");
        }
        return good == bad ? null : good ? "good" : "bad";
    }

    /** The {@code spec} of a counter's metric source; null when it could not be read or its type is not supported. */
    private @Nullable Fields spec(String name) {
        boolean isOptional = name.equals("total") && ratio.has("raw");
        Value metric = isOptional ? ratio.get(name) : ratio.require(name, "a metricSource");
        Fields fields = metric == null ? null : metric.fields();
        Fields source = fields == null ? null : fields.requiredFields("metricSource", "a type and a spec");
        if (fields == null || source == null) {
            return null;
        }
        fields.reportUnknown();
        MetricSourceType type = MetricSourceType.read(source);
        types.add(type);
        Fields spec = source.requiredFields("spec", "a source, what selects its events and the condition");
        source.reportUnknown();
        return type.mayBeSupported() ? spec : null;
    }

    private static List<String> groupBy(Fields total, EventSelection events) {
        List<String> groupBy = events.groupBy(total);
        if (total.has("good") || total.has("bad")) {
            String name = total.has("good") ? "good" : "bad";
            total.error(name, "belongs to the spec of " + name + ", not of total");
        }
        if (events.source() != null) {
            total.reportUnknown();
        }
        return groupBy;
    }

    private static void refuseGroupBy(Fields spec) {
        if (spec.has("groupBy")) {
            spec.error("groupBy", "belongs to the spec of total only");
        }
    }

    private static boolean areSameEvents(EventSelection total, EventSelection counted, Fields countedSpec) {
        if (total.source() == null || counted.source() == null) {
            return false;
        }
        if (total.source() != counted.source()) {
            countedSpec.error(
                    "source",
                    "must be the same as in total, which has " + total.source().label());
            return false;
        }
        if (total.where() == null || counted.where() == null) {
            return false;
        }
        if (!total.where().equals(counted.where())) {
            countedSpec.error("where", "must select the same events as in total");
            return false;
        }
        return true;
    }
}
