package io.convergence.gateway.settings;

import io.convergence.core.settings.Option;
import io.convergence.recordings.s3.S3Options;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Options of recordings of sessions. */
final class RecordingOptions {
    static final Option EVENTS_DATAKIT_REPLAY_ENDPOINTS = Option.text(
            "events.datakit.replay-endpoints",
            "/v1/write/rum/replay",
            "Paths that receive DataKit's segments of recordings, separated by commas.");
    static final Option REPLAY_DIRECTORY = Option.text(
            "replay.directory",
            "data/recordings",
            "Directory of recordings with replay.store = directory, created when it is first needed and readable by its owner "
                    + "only.");
    static final Option REPLAY_CAPACITY =
            Option.number("replay.capacity", 20L << 30, "Maximum size of all recordings in the directory, in bytes.");
    static final Option REPLAY_WHEN_FULL = Option.text(
            "replay.when-full",
            "drop-oldest",
            "What happens beyond replay.capacity: drop-oldest deletes the oldest days, refuse answers segments with 503.");
    static final Option REPLAY_CLEAR_ON_START = Option.flag(
            "replay.clear-on-start",
            false,
            "Whether all recordings in the directory are deleted at the start; false with replay.store = s3.");
    static final Option REPLAY_READINESS = Option.flag(
            "replay.readiness",
            false,
            "Whether the gateway is ready only while the store of recordings can be used, if a DSN records sessions.");
    static final Option REPLAY_UNVERIFIED = Option.flag(
            "replay.unverified",
            false,
            "Whether records of unknown types are masked and kept; false refuses their segments.");
    static final Option REPLAY_FILTER_RULES = Option.text(
            "replay.filter-rules",
            "none",
            "Filter rules in braces, separated by semicolons; segments that match one are dropped, as are those that match "
                    + "rules of their DSN; or none.");
    static final Option RETENTION_REPLAY = Option.duration(
            "retention.replay", Duration.ofDays(14), "Age at which recordings are deleted, in whole UTC days.");

    private RecordingOptions() {}

    /** Every option in the order of the configuration file. */
    static List<Option> all() {
        List<Option> first = List.of(EVENTS_DATAKIT_REPLAY_ENDPOINTS);
        List<Option> others = List.of(
                REPLAY_DIRECTORY,
                REPLAY_CAPACITY,
                REPLAY_WHEN_FULL,
                REPLAY_CLEAR_ON_START,
                REPLAY_READINESS,
                REPLAY_UNVERIFIED,
                REPLAY_FILTER_RULES,
                RETENTION_REPLAY);
        return Stream.of(first, S3Options.all(), others).flatMap(List::stream).toList();
    }
}
