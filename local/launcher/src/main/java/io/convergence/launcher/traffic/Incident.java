package io.convergence.launcher.traffic;

import java.util.List;

/**
 * A scripted incident: it strikes one app of a host, or all of its apps when it is in front of them, once or again and
 * again. Between two strikes the site recovers.
 *
 * @param kind what goes wrong
 * @param host where
 * @param app which app's views are affected; checks of the host are affected in any case
 * @param start of the first strike, epoch milliseconds
 * @param durationMillis how long a strike lasts
 * @param periodMillis from strike to strike, longer than one, or 0 when there is only one
 */
public record Incident(IncidentKind kind, String host, String app, long start, long durationMillis, long periodMillis) {

    public Incident {
        if (durationMillis <= 0 || (periodMillis != 0 && periodMillis <= durationMillis)) {
            throw new IllegalArgumentException("a strike lasts, and ends before the next");
        }
    }

    /** Milliseconds since the current strike began, or -1 when there is none at that time. */
    public long elapsed(long time) {
        long since = time - start;
        if (since < 0) {
            return -1;
        }
        long within = periodMillis == 0 ? since : since % periodMillis;
        return within < durationMillis ? within : -1;
    }

    /** What is going on at a host, among several incidents: the first that strikes, or recovery. */
    static IncidentKind at(List<Incident> incidents, long time) {
        for (Incident incident : incidents) {
            if (incident.elapsed(time) >= 0) {
                return incident.kind();
            }
        }
        return IncidentKind.RECOVERY;
    }
}
