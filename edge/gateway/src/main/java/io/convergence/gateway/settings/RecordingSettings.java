package io.convergence.gateway.settings;

import io.convergence.core.settings.OptionReader;
import io.convergence.gateway.filter.FilterRules;
import io.convergence.recordings.RecordingDirectory.WhenFull;
import io.convergence.recordings.s3.S3Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settings of recordings of sessions.
 *
 * @param dataKitEndpoints paths that receive DataKit's segments
 * @param s3 bucket of the store, or null when it is a directory
 * @param directory directory of the store; not used with a bucket
 * @param capacity most bytes of all objects in the store
 * @param whenFull what is done with a segment for which there is no room
 * @param clearsOnStart whether the store is emptied when it is opened
 * @param isWatched whether the gateway is ready only while the store can be used
 * @param admitsUnverified whether records of unknown types are masked and kept; otherwise their segments are refused
 * @param rules segments of any DSN that match one of these rules are dropped
 * @param retention age at which objects are deleted, in whole UTC days
 */
public record RecordingSettings(
        Set<String> dataKitEndpoints,
        @Nullable S3Settings s3,
        Path directory,
        long capacity,
        WhenFull whenFull,
        boolean clearsOnStart,
        boolean isWatched,
        boolean admitsUnverified,
        FilterRules rules,
        Duration retention) {
    private static final String DROP_OLDEST = "drop-oldest";
    private static final String REFUSE = "refuse";

    public RecordingSettings {
        dataKitEndpoints = Set.copyOf(dataKitEndpoints);
    }

    static RecordingSettings read(OptionReader reader, Map<String, String> environment) {
        S3Settings s3 = S3Settings.read(reader, environment);
        boolean clears = reader.flag(RecordingOptions.REPLAY_CLEAR_ON_START);
        reader.problems()
                .check(
                        s3 == null || !clears,
                        RecordingOptions.REPLAY_CLEAR_ON_START.key()
                                + ": must be false with replay.store = s3, whose bucket other gateways may use");
        String whenFull = reader.text(RecordingOptions.REPLAY_WHEN_FULL);
        reader.problems()
                .check(
                        whenFull.equals(DROP_OLDEST) || whenFull.equals(REFUSE),
                        RecordingOptions.REPLAY_WHEN_FULL.key() + ": must be " + DROP_OLDEST + " or " + REFUSE);
        String rules = reader.text(RecordingOptions.REPLAY_FILTER_RULES);
        return new RecordingSettings(
                EventSettings.paths(reader, RecordingOptions.EVENTS_DATAKIT_REPLAY_ENDPOINTS),
                s3,
                Path.of(reader.text(RecordingOptions.REPLAY_DIRECTORY)),
                reader.number(RecordingOptions.REPLAY_CAPACITY, 1L << 20, 1L << 50),
                whenFull.equals(REFUSE) ? WhenFull.REFUSE : WhenFull.DROP_OLDEST,
                clears,
                reader.flag(RecordingOptions.REPLAY_READINESS),
                reader.flag(RecordingOptions.REPLAY_UNVERIFIED),
                rules.equals("none") ? FilterRules.NONE : FilterRules.of(List.of(rules)),
                reader.duration(RecordingOptions.RETENTION_REPLAY, Duration.ofDays(1), Duration.ofDays(3650)));
    }
}
