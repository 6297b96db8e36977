package io.convergence.launcher.traffic;

import java.util.List;

/**
 * A scripted incident of one app on one host, which occurs once or periodically. Between two occurrences the site recovers.
 *
 * @param kind what goes wrong
 * @param host the host; its synthetic checks are affected
 * @param app the app on the host whose views are affected
 * @param start start of the first occurrence, epoch milliseconds
 * @param durationMillis length of an occurrence, above 0
 * @param periodMillis time from one start to the next, above the length, or 0 when the incident occurs once
 */
public record Incident(IncidentKind kind, String host, String app, long start, long durationMillis, long periodMillis) {

    public Incident {
        if (durationMillis <= 0 || (periodMillis != 0 && periodMillis <= durationMillis)) {
            throw new IllegalArgumentException("an incident lasts longer than 0 and ends before it occurs again");
        }
    }

    /** Time since the start of the current occurrence, milliseconds, or -1 when there is none at that time. */
    public long elapsed(long time) {
        long since = time - start;
        if (since < 0) {
            return -1;
        }
        long within = periodMillis == 0 ? since : since % periodMillis;
        return within < durationMillis ? within : -1;
    }

    /** The kind of the first of several incidents that occurs at a time, or recovery. */
    static IncidentKind at(List<Incident> incidents, long time) {
        for (Incident incident : incidents) {
            if (incident.elapsed(time) >= 0) {
                return incident.kind();
            }
        }
        return IncidentKind.RECOVERY;
    }
}
