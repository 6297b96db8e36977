package io.convergence.core.slo.openslo;

import io.convergence.core.slo.budget.Period;
import io.convergence.core.slo.budget.PeriodCalendar;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.openslo.document.DocumentKind;
import io.convergence.core.slo.openslo.document.DocumentMetadata;
import io.convergence.core.slo.openslo.document.DocumentReference;
import io.convergence.core.slo.openslo.document.InlineOrReference;
import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.Node;
import io.convergence.core.yaml.QuotedText;
import io.convergence.core.yaml.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reader of the specification of an {@code SLO}. An instance reads one specification. */
final class SloReader {
    private static final int MAX_POLICIES = 8;
    private static final long MINUTE = 60_000;
    private static final String METHODS =
            Arrays.stream(BudgetingMethod.values()).map(BudgetingMethod::label).collect(Collectors.joining(", "));

    private final Fields spec;
    private final DocumentMetadata metadata;

    SloReader(Fields spec, DocumentMetadata metadata) {
        this.spec = spec;
        this.metadata = metadata;
    }

    /** Reads the specification. */
    SloSpec read() {
        spec.anyText("description");
        spec.require("service", "the name of what the objective is about");
        DocumentReference service = DocumentReference.read(spec, "service");
        Value inline = spec.get("indicator");
        DocumentReference indicatorReference = DocumentReference.read(spec, "indicatorRef");
        SliSpec indicator = inline == null ? null : indicator(inline);
        if (inline != null && spec.has("indicatorRef")) {
            spec.error("indicatorRef", "contradicts indicator: must be exactly one of both");
        } else if (inline == null && !spec.has("indicatorRef")) {
            spec.error("indicator", "is missing: must be exactly one of indicator and indicatorRef");
        }
        Period period = TimeWindowReader.read(spec);
        BudgetingMethod method = method(spec.require("budgetingMethod", "one of " + METHODS));
        List<ObjectiveSpec> objectives = ObjectiveSpec.readAll(spec, method);
        checkSlices(period, objectives);
        List<SloSpec.PolicyUse> policies = policies();
        spec.reportUnknown();
        SloAnnotations annotations = SloAnnotations.read(metadata, method, !policies.isEmpty());
        return new SloSpec(
                service,
                indicator,
                indicatorReference,
                period,
                method,
                spec.position("budgetingMethod"),
                objectives,
                policies,
                annotations);
    }

    private static @Nullable SliSpec indicator(Value inline) {
        Fields fields = inline.fields();
        if (fields == null) {
            return null;
        }
        DocumentMetadata.read(fields).warnOfAnnotations(List.of());
        Fields spec = fields.requiredFields("spec", "a ratioMetric or a thresholdMetric");
        fields.reportUnknown();
        return spec == null ? null : SliSpec.read(spec);
    }

    private static @Nullable BudgetingMethod method(@Nullable Value value) {
        String text = value == null ? null : value.text();
        if (value == null || text == null) {
            return null;
        }
        for (BudgetingMethod method : BudgetingMethod.values()) {
            if (method.label().equals(text)) {
                return method;
            }
        }
        value.error("must be one of " + METHODS + ", not " + QuotedText.of(text));
        return null;
    }

    private void checkSlices(@Nullable Period period, List<ObjectiveSpec> objectives) {
        if (period == null) {
            return;
        }
        if (!period.rolling()) {
            checkCalendarSlices(period, objectives);
            return;
        }
        long minutes = new DurationShorthand(period.count(), period.unit().charAt(0)).minutes();
        for (ObjectiveSpec objective : objectives) {
            if (objective.sliceMinutes() > 0 && minutes % objective.sliceMinutes() != 0) {
                spec.error(
                        "timeWindow",
                        "must be a whole number of slices of " + objective.sliceMinutes() + "m, not " + period.label());
            }
        }
    }

    private void checkCalendarSlices(Period period, List<ObjectiveSpec> objectives) {
        PeriodCalendar calendar = PeriodCalendar.of(period);
        for (ObjectiveSpec objective : objectives) {
            if (objective.sliceMinutes() > 0 && !calendar.isWholeSlices(objective.sliceMinutes() * MINUTE)) {
                spec.error(
                        "timeWindow",
                        "must consist of whole slices: the clocks of " + period.zone()
                                + " change by less than a slice of "
                                + DurationShorthand.label(objective.sliceMinutes())
                                + "; take shorter slices, or a zone without daylight saving");
            }
        }
    }

    private List<SloSpec.PolicyUse> policies() {
        List<SloSpec.PolicyUse> uses = new ArrayList<>();
        for (Value item : spec.items("alertPolicies", MAX_POLICIES)) {
            if (item.node() instanceof Node.Scalar) {
                String name = item.text();
                if (name != null) {
                    DocumentReference reference = new DocumentReference(name, item.position());
                    uses.add(new SloSpec.PolicyUse(name, reference, null, item.position()));
                }
                continue;
            }
            InlineOrReference either = InlineOrReference.read(item, DocumentKind.ALERT_POLICY, "alertPolicyRef");
            if (either != null && either.reference() != null) {
                uses.add(new SloSpec.PolicyUse(either.documentName(), either.reference(), null, item.position()));
            } else if (either != null && either.spec() != null) {
                AlertPolicySpec inline = AlertPolicySpec.read(either.spec());
                uses.add(new SloSpec.PolicyUse(either.documentName(), null, inline, item.position()));
            }
        }
        return uses;
    }
}
