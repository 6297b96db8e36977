package io.convergence.flink.session;

import io.convergence.core.event.EventType;
import io.convergence.core.session.ReportRule;
import io.convergence.core.session.SessionRule;
import java.io.Serializable;
import java.util.Set;

/**
 * Rules of {@link SessionFunction}.
 *
 * @param sessions when sessions begin and end
 * @param reports what reports of views and vitals change
 * @param timelineTypes types of events with rows in the timeline
 * @param resourceMinMillis shortest duration of a resource with a row, unless it failed
 */
public record SessionRules(
        SessionRule sessions, ReportRule reports, Set<EventType> timelineTypes, double resourceMinMillis)
        implements Serializable {
    public SessionRules {
        timelineTypes = Set.copyOf(timelineTypes);
    }
}
