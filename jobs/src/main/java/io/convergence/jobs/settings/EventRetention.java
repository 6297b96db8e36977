package io.convergence.jobs.settings;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

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
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(3650);

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
                days(reader, SessionsOptions.RETENTION_SESSIONS),
                days(reader, SessionsOptions.RETENTION_TIMELINE),
                days(reader, SessionsOptions.RETENTION_METRIC_MINUTES),
                days(reader, SessionsOptions.RETENTION_ERROR_MINUTES),
                days(reader, SessionsOptions.RETENTION_SEGMENTS),
                days(reader, SessionsOptions.RETENTION_ERROR_GROUPS));
    }

    private static int days(ConfigOptionReader reader, ConfigOption<Duration> option) {
        long millis = reader.millis(option, DAY, LONGEST);
        reader.check(millis % DAY.toMillis() == 0, option, millis + " ms is not a whole number of days");
        return (int) (millis / DAY.toMillis());
    }
}
