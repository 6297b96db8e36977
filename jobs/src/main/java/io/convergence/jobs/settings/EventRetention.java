package io.convergence.jobs.settings;

import java.util.List;

/**
 * Days that rows of the second plane are kept in Postgres, counted from the newest day of any table.
 *
 * @param sessionsDays days of sessions
 * @param timelineDays days of events
 * @param metricMinutesDays days of metrics by minute
 * @param errorMinutesDays days of occurrences of errors by minute
 * @param segmentsDays days of segments of recordings
 * @param errorGroupsDays days of groups of errors after their latest occurrence
 */
public record EventRetention(
        int sessionsDays,
        int timelineDays,
        int metricMinutesDays,
        int errorMinutesDays,
        int segmentsDays,
        int errorGroupsDays)
        implements Expiry {
    @Override
    public String function() {
        return "expire_events";
    }

    @Override
    public List<Integer> days() {
        return List.of(sessionsDays, timelineDays, metricMinutesDays, errorMinutesDays, segmentsDays, errorGroupsDays);
    }

    static EventRetention read(ConfigOptionReader reader) {
        return new EventRetention(
                RetentionSettings.days(reader, SessionsOptions.RETENTION_SESSIONS),
                RetentionSettings.days(reader, SessionsOptions.RETENTION_TIMELINE),
                RetentionSettings.days(reader, SessionsOptions.RETENTION_METRIC_MINUTES),
                RetentionSettings.days(reader, SessionsOptions.RETENTION_ERROR_MINUTES),
                RetentionSettings.days(reader, SessionsOptions.RETENTION_SEGMENTS),
                RetentionSettings.days(reader, SessionsOptions.RETENTION_ERROR_GROUPS));
    }
}
