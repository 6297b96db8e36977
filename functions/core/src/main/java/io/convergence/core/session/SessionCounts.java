package io.convergence.core.session;

import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;

/**
 * Numbers of events of a session, without repeated ones.
 *
 * @param events events of any type
 * @param duplicates events whose id had been seen in the session
 * @param views different views that events name
 * @param pageViews metrics named {@code page_view}
 * @param errors errors
 * @param actions actions
 * @param resources resources
 * @param longTasks long tasks
 */
public record SessionCounts(
        long events,
        long duplicates,
        long views,
        long pageViews,
        long errors,
        long actions,
        long resources,
        long longTasks) {
    /** No events. */
    public static final SessionCounts NONE = new SessionCounts(0, 0, 0, 0, 0, 0, 0, 0);

    SessionCounts plus(RumEvent event, boolean isNewView) {
        return new SessionCounts(
                events + 1,
                duplicates,
                views + (isNewView ? 1 : 0),
                pageViews + (event.isPageView() ? 1 : 0),
                errors + (event.type() == EventType.ERROR ? 1 : 0),
                actions + (event.type() == EventType.ACTION ? 1 : 0),
                resources + (event.type() == EventType.RESOURCE ? 1 : 0),
                longTasks + (event.type() == EventType.LONG_TASK ? 1 : 0));
    }

    SessionCounts plusDuplicate() {
        return new SessionCounts(events, duplicates + 1, views, pageViews, errors, actions, resources, longTasks);
    }
}
