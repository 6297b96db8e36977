package io.convergence.core.slo.definition;

import java.io.Serializable;
import java.util.List;

/**
 * A service level indicator: which events count, which of them are good, and by what they are grouped.
 *
 * @param source which events
 * @param where what selects them, ascending by key; all of it must hold
 * @param good when an event is good
 * @param groupBy keys whose values have a budget each, in the order of the definition; empty for one budget
 */
public record Sli(SliSource source, List<Selector> where, Condition good, List<String> groupBy)
        implements Serializable {

    public Sli {
        where = List.copyOf(where);
        groupBy = List.copyOf(groupBy);
    }
}
