package io.convergence.jobs.settings;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/**
 * Days that rows are kept in Postgres, counted from the newest day of any table.
 *
 * @param rumMinutesDays days of page minutes
 * @param minutesDays days of judged minutes
 * @param transitionsDays days of verdict changes
 * @param snapshotsDays days of snapshots of service level objectives
 * @param verdictsDays days of the latest verdicts of silent keys
 * @param signalsDays days of signals and incidents
 * @param reportsDays days of reports of objectives after their span
 */
public record RetentionSettings(
        int rumMinutesDays,
        int minutesDays,
        int transitionsDays,
        int snapshotsDays,
        int verdictsDays,
        int signalsDays,
        int reportsDays)
        implements Expiry {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(3650);

    @Override
    public String function() {
        return "expire_rows";
    }

    @Override
    public List<Integer> days() {
        return List.of(
                transitionsDays, minutesDays, rumMinutesDays, snapshotsDays, verdictsDays, signalsDays, reportsDays);
    }

    static RetentionSettings read(ConfigOptionReader reader) {
        return new RetentionSettings(
                days(reader, TransportOptions.RETENTION_RUM_MINUTES),
                days(reader, TransportOptions.RETENTION_MINUTES),
                days(reader, TransportOptions.RETENTION_TRANSITIONS),
                days(reader, TransportOptions.RETENTION_SNAPSHOTS),
                days(reader, TransportOptions.RETENTION_VERDICTS),
                days(reader, TransportOptions.RETENTION_SIGNALS),
                days(reader, TransportOptions.RETENTION_REPORTS));
    }

    /** The whole days of an option, from 1 to 3650. */
    static int days(ConfigOptionReader reader, ConfigOption<Duration> option) {
        long millis = reader.millis(option, DAY, LONGEST);
        reader.check(millis % DAY.toMillis() == 0, option, millis + " ms is not a whole number of days");
        return (int) (millis / DAY.toMillis());
    }
}
