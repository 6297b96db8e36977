package io.convergence.core.slo.openslo;

import io.convergence.core.slo.budget.Period;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.Node;
import io.convergence.core.yaml.Reference;
import io.convergence.core.yaml.Shown;
import io.convergence.core.yaml.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the specification of an SLO. For one reading. */
final class SloReader {
    private static final int MAX_POLICIES = 8;
    private static final String METHODS =
            Arrays.stream(BudgetingMethod.values()).map(BudgetingMethod::label).collect(Collectors.joining(", "));

    private final Fields spec;
    private final Header header;

    SloReader(Fields spec, Header header) {
        this.spec = spec;
        this.header = header;
    }

    /** What it says, as far as it can be read. */
    SloBody read() {
        spec.text("description");
        Value named = spec.require("service", "the name of what the objective is about");
        Reference service = named == null ? null : spec.reference("service");
        Value inline = spec.get("indicator");
        Reference indicatorReference = spec.reference("indicatorRef");
        SliBody indicator = inline == null ? null : indicator(inline);
        if (inline != null && spec.has("indicatorRef")) {
            spec.error("indicatorRef", "contradicts indicator: must be exactly one of both");
        } else if (inline == null && !spec.has("indicatorRef")) {
            spec.error("indicator", "is missing: must be exactly one of indicator and indicatorRef");
        }
        Period period = TimeWindowReader.read(spec);
        BudgetingMethod method = method(spec.require("budgetingMethod", "one of " + METHODS));
        List<ObjectiveBody> objectives = ObjectiveBody.readAll(spec, method);
        checkSlices(period, objectives);
        List<SloBody.Use> policies = policies();
        spec.end();
        SloAnnotations options = SloAnnotations.read(header, method, !policies.isEmpty());
        return new SloBody(service, indicator, indicatorReference, period, method, objectives, policies, options);
    }

    private static @Nullable SliBody indicator(Value inline) {
        Fields fields = inline.fields();
        if (fields == null) {
            return null;
        }
        Header.read(fields).warnOfAnnotations(List.of());
        Fields spec = fields.requiredFields("spec", "a ratioMetric");
        fields.end();
        return spec == null ? null : SliBody.read(spec);
    }

    private static @Nullable BudgetingMethod method(@Nullable Value value) {
        String text = value == null ? null : value.word();
        if (value == null || text == null) {
            return null;
        }
        for (BudgetingMethod method : BudgetingMethod.values()) {
            if (method.label().equals(text)) {
                return method;
            }
        }
        value.error("must be one of " + METHODS + ", not " + Shown.of(text));
        return null;
    }

    private void checkSlices(@Nullable Period period, List<ObjectiveBody> objectives) {
        if (period == null || !period.rolling()) {
            return;
        }
        long minutes = new Shorthand(period.count(), period.unit().charAt(0)).minutes();
        for (ObjectiveBody objective : objectives) {
            if (objective.sliceMinutes() > 0 && minutes % objective.sliceMinutes() != 0) {
                spec.error(
                        "timeWindow",
                        "must be a whole number of slices of " + objective.sliceMinutes() + "m, not " + period.label());
            }
        }
    }

    private List<SloBody.Use> policies() {
        List<SloBody.Use> uses = new ArrayList<>();
        for (Value item : spec.items("alertPolicies", MAX_POLICIES)) {
            if (item.node() instanceof Node.Scalar) {
                String name = item.word();
                if (name != null) {
                    uses.add(new SloBody.Use(new Reference(name, item.place()), null, item.place()));
                }
                continue;
            }
            Inline inline = Inline.read(item, Kind.ALERT_POLICY, "alertPolicyRef");
            if (inline != null && inline.reference() != null) {
                uses.add(new SloBody.Use(inline.reference(), null, item.place()));
            } else if (inline != null && inline.spec() != null) {
                uses.add(new SloBody.Use(null, PolicyBody.read(inline.spec()), item.place()));
            }
        }
        return uses;
    }
}
