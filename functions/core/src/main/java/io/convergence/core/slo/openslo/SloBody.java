package io.convergence.core.slo.openslo;

import io.convergence.core.slo.budget.Period;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.yaml.Place;
import io.convergence.core.yaml.Reference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An SLO. What could not be read is null or left out, and reported.
 *
 * @param service what it is about
 * @param indicator the inline indicator
 * @param indicatorReference the indicator it names
 * @param period the span of the budget
 * @param method what the budget is counted in
 * @param objectives its objectives
 * @param policies its alert policies, inline or named
 * @param options what its annotations say
 */
record SloBody(
        @Nullable Reference service,
        @Nullable SliBody indicator,
        @Nullable Reference indicatorReference,
        @Nullable Period period,
        @Nullable BudgetingMethod method,
        List<ObjectiveBody> objectives,
        List<Use> policies,
        SloAnnotations options)
        implements Body {
    /**
     * A policy of an SLO.
     *
     * @param reference the policy it names, or null when it is inline
     * @param inline the inline policy, or null when it is named
     * @param place where the SLO says so
     */
    record Use(@Nullable Reference reference, @Nullable PolicyBody inline, Place place) {}

    public SloBody {
        objectives = List.copyOf(objectives);
        policies = List.copyOf(policies);
    }

    @Override
    public List<Link> links() {
        List<Link> links = new ArrayList<>();
        if (service != null) {
            links.add(new Link(Kind.SERVICE, service, false));
        }
        if (indicatorReference != null) {
            links.add(new Link(Kind.SLI, indicatorReference, true));
        }
        if (indicator != null) {
            links.addAll(indicator.links());
        }
        for (Use use : policies) {
            if (use.reference() != null) {
                links.add(new Link(Kind.ALERT_POLICY, use.reference(), true));
            } else if (use.inline() != null) {
                links.addAll(use.inline().links());
            }
        }
        return links;
    }
}
