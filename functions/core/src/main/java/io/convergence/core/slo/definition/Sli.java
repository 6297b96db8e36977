package io.convergence.core.slo.definition;

import java.io.Serializable;
import java.util.List;

/**
 * Service level indicator: the events that are counted, the condition for good ones, and the keys by which they are
 * grouped.
 *
 * @param source source of the events
 * @param where selectors, ascending by key; an event must match all of them
 * @param good condition for good events
 * @param groupBy keys by whose values budgets are separate, in the order of the definition; empty for a single budget
 */
public record Sli(SliSource source, List<Selector> where, Condition good, List<String> groupBy)
        implements Serializable {

    public Sli {
        where = List.copyOf(where);
        groupBy = List.copyOf(groupBy);
    }
}
