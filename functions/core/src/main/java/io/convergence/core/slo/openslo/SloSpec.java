package io.convergence.core.slo.openslo;

import io.convergence.core.slo.budget.Period;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.openslo.document.DocumentKind;
import io.convergence.core.slo.openslo.document.DocumentReference;
import io.convergence.core.yaml.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Specification of an {@code SLO}. A part that could not be read is null or left out, and reported.
 *
 * @param service reference to its service
 * @param indicator the inline indicator; null when it is referred to
 * @param indicatorReference reference to the indicator; null when it is inline
 * @param period span of the budget
 * @param method unit in which the budget is counted
 * @param methodPosition position of the method
 * @param objectives its objectives
 * @param policies its alert policies, inline or referred to
 * @param annotations its annotations
 */
record SloSpec(
        @Nullable DocumentReference service,
        @Nullable SliSpec indicator,
        @Nullable DocumentReference indicatorReference,
        @Nullable Period period,
        @Nullable BudgetingMethod method,
        SourcePosition methodPosition,
        List<ObjectiveSpec> objectives,
        List<PolicyUse> policies,
        SloAnnotations annotations)
        implements DocumentSpec {
    /**
     * An alert policy of an SLO.
     *
     * @param name its name; null when it has no valid one
     * @param reference reference to the policy; null when it is inline
     * @param inline the inline policy; null when it is referred to
     * @param position of the item in the SLO
     */
    record PolicyUse(
            @Nullable String name,
            @Nullable DocumentReference reference,
            @Nullable AlertPolicySpec inline,
            SourcePosition position) {}

    public SloSpec {
        objectives = List.copyOf(objectives);
        policies = List.copyOf(policies);
    }

    @Override
    public List<Link> links() {
        List<Link> links = new ArrayList<>();
        if (service != null) {
            links.add(new Link(DocumentKind.SERVICE, service, false));
        }
        if (indicatorReference != null) {
            links.add(new Link(DocumentKind.SLI, indicatorReference, true));
        }
        if (indicator != null) {
            links.addAll(indicator.links());
        }
        for (PolicyUse use : policies) {
            if (use.reference() != null) {
                links.add(new Link(DocumentKind.ALERT_POLICY, use.reference(), true));
            } else if (use.inline() != null) {
                links.addAll(use.inline().links());
            }
        }
        return links;
    }
}
