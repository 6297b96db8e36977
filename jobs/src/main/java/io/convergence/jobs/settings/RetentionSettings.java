package io.convergence.jobs.settings;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.jspecify.annotations.Nullable;

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
 * @param snapshotThinning how snapshots become fewer before they expire, or null when all stay until then
 */
public record RetentionSettings(
        int rumMinutesDays,
        int minutesDays,
        int transitionsDays,
        int snapshotsDays,
        int verdictsDays,
        int signalsDays,
        int reportsDays,
        @Nullable Thinning snapshotThinning)
        implements Expiry {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int HOURS_OF_DAY = 24;
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

    @Override
    public @Nullable Thinning thinning(String table) {
        return table.equals("slo_snapshots") ? snapshotThinning : null;
    }

    /** The same retention, with every snapshot kept until it expires. */
    RetentionSettings withoutThinning() {
        return new RetentionSettings(
                rumMinutesDays,
                minutesDays,
                transitionsDays,
                snapshotsDays,
                verdictsDays,
                signalsDays,
                reportsDays,
                null);
    }

    static RetentionSettings read(ConfigOptionReader reader) {
        int snapshotsDays = days(reader, TransportOptions.RETENTION_SNAPSHOTS);
        return new RetentionSettings(
                days(reader, TransportOptions.RETENTION_RUM_MINUTES),
                days(reader, TransportOptions.RETENTION_MINUTES),
                days(reader, TransportOptions.RETENTION_TRANSITIONS),
                snapshotsDays,
                days(reader, TransportOptions.RETENTION_VERDICTS),
                days(reader, TransportOptions.RETENTION_SIGNALS),
                days(reader, TransportOptions.RETENTION_REPORTS),
                readThinning(reader, HOURS_OF_DAY * snapshotsDays));
    }

    private static @Nullable Thinning readThinning(ConfigOptionReader reader, int snapshotsHours) {
        Thinning thinning = new Thinning(
                hours(reader, TransportOptions.RETENTION_SNAPSHOTS_1M),
                hours(reader, TransportOptions.RETENTION_SNAPSHOTS_5M));
        reader.check(
                thinning.fiveMinuteHours() >= thinning.minuteHours(),
                TransportOptions.RETENTION_SNAPSHOTS_5M,
                "is shorter than " + TransportOptions.RETENTION_SNAPSHOTS_1M.key());
        return thinning.minuteHours() < snapshotsHours ? thinning : null;
    }

    private static int hours(ConfigOptionReader reader, ConfigOption<Duration> option) {
        long millis = reader.millis(option, HOUR, LONGEST);
        reader.check(millis % HOUR.toMillis() == 0, option, millis + " ms is not a whole number of hours");
        return (int) (millis / HOUR.toMillis());
    }

    /** The whole days of an option, from 1 to 3650. */
    static int days(ConfigOptionReader reader, ConfigOption<Duration> option) {
        long millis = reader.millis(option, DAY, LONGEST);
        reader.check(millis % DAY.toMillis() == 0, option, millis + " ms is not a whole number of days");
        return (int) (millis / DAY.toMillis());
    }
}
