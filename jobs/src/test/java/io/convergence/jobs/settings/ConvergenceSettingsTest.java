package io.convergence.jobs.settings;

import static io.convergence.jobs.settings.SettingsSamples.ENVIRONMENT;
import static io.convergence.jobs.settings.SettingsSamples.configuration;
import static io.convergence.jobs.settings.SettingsSamples.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.convergence.core.arithmetic.Ratio;
import io.convergence.core.convergence.MinuteUse;
import io.convergence.core.convergence.Thresholds;
import io.convergence.core.settings.InvalidSettings;
import io.convergence.core.signal.EpisodePolicy;
import io.convergence.core.signal.SignalKind;
import io.convergence.core.signal.SignalLinks;
import io.convergence.core.signal.SignalSubject;
import io.convergence.core.window.RumMinutes;
import io.convergence.core.window.WindowSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvergenceSettingsTest {

    @Test
    void defaultsAreAsDocumented() {
        ConvergenceSettings settings = settings();
        assertThat(settings.branches()).containsExactlyInAnyOrder(Branch.CONVERGENCE, Branch.SLO);
        assertThat(settings.window()).isEqualTo(WindowSpec.DEFAULTS);
        assertThat(settings.thresholds()).isEqualTo(Thresholds.DEFAULTS);
        assertThat(settings.episodes()).isEqualTo(EpisodePolicy.DEFAULTS);
        assertThat(settings.time()).isEqualTo(new TimeSettings(5_000, 60_000, 900_000, 500));
        assertThat(settings.bounds()).isEqualTo(new BoundSettings(256, 64, 100_000, 200_000));
        assertThat(settings.slo()).isEqualTo(new SloSettings(600_000, 50, 2, 5, 2, 20));
        assertThat(settings.bundle()).isEqualTo(new BundleSettings(20_000, 2_000));
        assertThat(settings.intake().deduplicateBeacons()).isFalse();
        assertThat(settings.intake().allowedTenants()).isEmpty();
        assertThat(settings.links()).isEqualTo(SignalLinks.NONE);
        assertThat(settings.topics().all())
                .containsExactly(
                        "rum.beacons",
                        "synthetic.results",
                        "slo.definitions",
                        "convergence.verdicts",
                        "signals.events",
                        "signals.state",
                        "dead.letters",
                        "rum.late",
                        "synthetic.late",
                        "slo.late");
        assertThat(settings.kafka().delivery()).isEqualTo(Delivery.EXACTLY_ONCE);
        assertThat(settings.kafka().startingOffsets()).isEqualTo(StartingOffsets.COMMITTED);
        assertThat(settings.retention())
                .isEqualTo(new RetentionSettings(90, 90, 90, 90, 90, 400, 3650, new Thinning(6, 72)));
        assertThat(settings.sink()).isEqualTo(new SinkSettings(4, 1000, 1000, 268_435_456));
        assertThat(settings.postgres().password()).isNull();
        assertThat(settings.storesMinutes()).isTrue();
        assertThat(settings.rumMinutes()).isEqualTo(RumMinutes.PAGE);
    }

    @Test
    void everyKindOfValueIsRead() {
        ConvergenceSettings settings = settings(
                "convergence.branches", "convergence",
                "window.size", "5 min",
                "window.slide", "30 s",
                "rum.error-rate", "0.123456789",
                "signal.disabled-kinds", "acme/rum.user_impact_correlated, rum.user_impact_unseen_by_synthetics",
                "tenants.allowed", "acme,globex",
                "beacon.deduplicate", "true",
                "store.minutes", "false",
                "store.rum-minutes", "host",
                "delivery.guarantee", "at-least-once",
                "source.starting-offsets", "latest",
                "retention.rum-minutes", "7 d");
        assertThat(settings.branches()).containsExactly(Branch.CONVERGENCE);
        assertThat(settings.publishes(Branch.SLO)).isFalse();
        assertThat(settings.window()).isEqualTo(new WindowSpec(300_000, 30_000));
        assertThat(settings.thresholds().errorRate()).isEqualTo(new Ratio(123_456_789, 1_000_000_000));
        assertThat(settings.episodes().disabledKinds())
                .containsExactlyInAnyOrder("acme/rum.user_impact_correlated", "rum.user_impact_unseen_by_synthetics");
        assertThat(settings.intake().allowedTenants()).isEqualTo(Set.of("acme", "globex"));
        assertThat(settings.intake().deduplicateBeacons()).isTrue();
        assertThat(settings.storesMinutes()).isFalse();
        assertThat(settings.forVerdicts().rumMinutes()).isEqualTo(RumMinutes.HOST);
        assertThat(settings.kafka().delivery()).isEqualTo(Delivery.AT_LEAST_ONCE);
        assertThat(settings.kafka().startingOffsets()).isEqualTo(StartingOffsets.LATEST);
        assertThat(settings.retention().rumMinutesDays()).isEqualTo(7);
    }

    @Test
    void jobsThatPublishOneBranchEachHaveGroupsAndTransactionsOfTheirOwn() {
        assertThat(settings().kafka())
                .extracting(KafkaSettings::group, KafkaSettings::transactionPrefix)
                .containsExactly("convergence", "convergence");
        assertThat(settings("convergence.branches", "convergence").kafka())
                .extracting(KafkaSettings::group, KafkaSettings::transactionPrefix)
                .containsExactly("convergence-convergence", "convergence-convergence");
        assertThat(settings("convergence.branches", "slo", "source.group", "a").kafka())
                .extracting(KafkaSettings::group, KafkaSettings::transactionPrefix)
                .containsExactly("a-slo", "convergence-slo");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "convergence,slo; true; STORED",
                "convergence; true; STORED",
                "convergence,slo; false; COUNTED",
                "slo; true; COUNTED",
                "convergence; false; UNUSED"
            })
    void fullMinutesAreFormedForTheTableAndForObjectives(String branches, String stored, MinuteUse use) {
        ConvergenceSettings settings = settings("convergence.branches", branches, "store.minutes", stored);
        assertThat(settings.heartbeats().minutes()).isEqualTo(use);
    }

    @Test
    void clientPropertiesArePassedOnWithoutTheirPrefix() {
        ConvergenceSettings settings = ConvergenceSettings.from(
                configuration("kafka.linger.ms", "5", "postgres.sslmode", "require", "postgres.user", "writer"),
                Map.of(
                        IntakeSettings.FINGERPRINT_SECRET,
                        "0123456789abcdef0123456789abcdef",
                        PostgresSettings.PASSWORD,
                        "hush",
                        "CONVERGENCE_KAFKA_SASL_JAAS_CONFIG",
                        "module required;"));
        assertThat(settings.kafka().clients())
                .isEqualTo(Map.of(
                        "bootstrap.servers", "localhost:9092",
                        "linger.ms", "5",
                        "sasl.jaas.config", "module required;"));
        assertThat(settings.postgres().driver()).isEqualTo(Map.of("sslmode", "require"));
        assertThat(settings.postgres().user()).isEqualTo("writer");
        assertThat(settings.toString()).doesNotContain("hush", "module required", "0123456789abcdef");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            window.slide                   | 7 s                | does not divide a minute
            window.slide                   | 2 min              | lies outside 1 ms..1 min
            window.size                    | 905 s              | divides the size
            window.size                    | soon               | is not a duration such as '15 min'
            evaluation.stagger             | 10 s               | is not shorter than window.slide
            signal.reassert-interval       | 15 s               | is not a multiple of window.slide
            signal.rearm-hold              | 1 s                | is not a multiple of window.slide
            signal.disabled-kinds          | rum.unknown        | 'rum.unknown' is not a kind or tenant/kind
            signal.url                     | ftp://x/{tenant}   | not an http or https address
            signal.runbook-url             | https://x/{nobody} | not an http or https address
            rum.error-rate                 | 1.5                | a ratio is a decimal in [0, 1]
            rum.error-rate                 | NaN                | a ratio is a decimal in [0, 1]
            synthetic.failure-ratio        | -0.1               | a ratio is a decimal in [0, 1]
            rum.min-views                  | 0                  | 0 lies outside 1 and up
            rum.min-views                  | many               | 'many' is not a whole number
            bounds.pages                   | -1                 | -1 lies outside 1 and up
            time.max-ahead                 | 2 h                | lies outside 0 ms..60 min
            convergence.branches           | convergence,logs   | 'logs' is not one of [convergence, slo]
            delivery.guarantee             | none               | is not one of [exactly-once, at-least-once]
            sink.parallelism               | 5                  | 5 lies outside 1..4
            sink.buffer-bytes              | 1 kb               | 1 kb is less than 1 mb
            window.cache-bytes             | some               | is not a memory size such as '64 mb'
            sink.buffer-bytes              | much               | is not a memory size such as '256 mb'
            sink.held-rows                 | 5                  | no such option
            retention.transitions          | 36 h               | is not a whole number of days
            topics.late-beacons            | rum.beacons        | is named twice
            topics.verdicts                | a/b                | a topic's name is
            postgres.url                   | localhost:5432     | an address begins with jdbc:postgresql:
            store.rum-minutes              | pages              | is not one of [page, host, none]
            rum.min-view                   | 3                  | did you mean rum.min-views?
            windows.size                   | 1 min              | did you mean window.size?
            slo.min-event                  | 3                  | did you mean slo.min-events?
            slo.allowed-lateness           | 2 h                | lies outside 0 ms..60 min
            slo.min-bad                    | 0                  | 0 lies outside 1 and up
            kafka.acks                     | 1                  | cannot be given
            kafka.enable.auto.commit       | true               | cannot be given
            kafka.isolation.level          | read_uncommitted   | cannot be given
            kafka.transaction.timeout.ms   | 5                  | set delivery.transaction-timeout
            postgres.password              | x                  | CONVERGENCE_POSTGRES_PASSWORD
            source.starting-offsets        | timestamp          | a value is required with source.starting-offsets
            source.starting-time           | 2026-06-05T12:00:00Z | set that to timestamp
            source.starting-time           | yesterday          | is not an instant in UTC
            source.starting-time           | 2026-06-05T12:00:00+02:00 | is not an instant in UTC
            replay.from                    | 2026-06-05T00:00:00Z | without replay.epoch the job is live
            replay.until                   | 2026-06-05T00:00:00Z | without replay.epoch the job is live
            replay.warm-up                 | 29 min             | lies outside 30 min..400 d
            replay.epoch                   | Thresholds         | is not a lower-case letter with at most 30
            replay.epoch                   | a-b                | is not a lower-case letter with at most 30
            replay.epoch                   | a234567890123456789012345678901x | is not a lower-case letter with at most 30
            """)
    void aValueOutOfRangeIsRefused(String key, String value, String problem) {
        InvalidSettings refusal = catchThrowableOfType(InvalidSettings.class, () -> settings(key, value));
        assertThat(refusal.problems()).anyMatch(line -> line.contains(problem));
    }

    @Test
    void aJobCanStartAtATimestamp() {
        KafkaSettings kafka = settings(
                        "source.starting-offsets", "timestamp", "source.starting-time", "2026-06-05T12:00:00.5Z")
                .kafka();
        assertThat(kafka.startingOffsets()).isEqualTo(StartingOffsets.TIMESTAMP);
        assertThat(kafka.startingTime()).isEqualTo("2026-06-05T12:00:00.5Z");
        assertThat(kafka.stoppingTime()).isNull();
        assertThat(settings().replay()).isNull();
        assertThat(settings().ownTopics()).isEqualTo(settings().topics());
    }

    @Test
    void aReplayReadsFromItsWarmUpUntilItsSpanIsSettledAndUsesNamesOfItsOwn() {
        ConvergenceSettings settings = settings(
                "replay.epoch", "stricter_2",
                "replay.from", "2026-06-05T00:00:00Z",
                "replay.until", "2026-06-06T00:00:00Z",
                "rum.error-rate", "0.2",
                "sink.parallelism", "2");
        assertThat(settings.replay())
                .isEqualTo(new ReplaySettings(
                        "stricter_2",
                        Instant.parse("2026-06-05T00:00:00Z"),
                        Instant.parse("2026-06-06T00:00:00Z"),
                        Instant.parse("2026-06-03T22:00:00Z"),
                        Instant.parse("2026-06-03T21:59:00Z"),
                        Instant.parse("2026-06-06T00:12:00Z"),
                        Instant.parse("2026-06-06T00:18:05Z"),
                        Set.of(Branch.CONVERGENCE, Branch.SLO),
                        Set.of(),
                        Map.of("rum.error-rate", "0.2")));
        assertThat(settings.kafka().group()).isEqualTo("convergence-stricter_2");
        assertThat(settings.kafka().transactionPrefix()).isEqualTo("convergence-stricter_2");
        assertThat(settings.kafka().startingTime()).isEqualTo("2026-06-03T21:59:00Z");
        assertThat(settings.kafka().stoppingTime()).isEqualTo("2026-06-06T00:18:05Z");
        assertThat(settings.postgres().driver()).isEqualTo(Map.of("currentSchema", "replay_stricter_2"));
        assertThat(settings.topics()).isEqualTo(settings().topics());
        assertThat(settings.ownTopics().all())
                .startsWith("rum.beacons", "synthetic.results", "slo.definitions")
                .endsWith(
                        "convergence.verdicts.stricter_2",
                        "signals.events.stricter_2",
                        "signals.state.stricter_2",
                        "dead.letters.stricter_2",
                        "rum.late.stricter_2",
                        "synthetic.late.stricter_2",
                        "slo.late.stricter_2")
                .hasSize(10);
    }

    @Test
    void fiveMinuteSnapshotsAreKeptAtLeastAsLongAsThoseOfMinutes() {
        assertThat(settings("retention.snapshots-1m", "4 d", "retention.snapshots-5m", "4 d")
                        .retention()
                        .thinning("slo_snapshots"))
                .isEqualTo(new Thinning(96, 96));
        assertThat(settings().retention().thinning("slo_reports")).isNull();
        assertThat(settings("retention.snapshots-1m", "90 d", "retention.snapshots-5m", "90 d")
                        .retention()
                        .thinning("slo_snapshots"))
                .isNull();
        assertThat(catchThrowableOfType(
                                InvalidSettings.class,
                                () -> settings("retention.snapshots-1m", "4 d", "retention.snapshots-5m", "90 min"))
                        .problems())
                .containsExactly(
                        "retention.snapshots-5m: 5400000 ms is not a whole number of hours",
                        "retention.snapshots-5m: is shorter than retention.snapshots-1m");
    }

    @Test
    void aReplayLongerThanRetentionIsRefused() {
        String[] pairs = {
            "replay.epoch", "e",
            "replay.from", "2026-06-04T23:59:00Z",
            "replay.until", "2026-06-06T23:42:00Z",
            "retention.rum-minutes", "3 d",
            "retention.minutes", "3 d",
            "retention.transitions", "2 d",
            "retention.snapshots", "4 d"
        };
        assertThat(catchThrowableOfType(InvalidSettings.class, () -> settings(pairs))
                        .problems())
                .containsExactly(
                        "retention.rum-minutes: 3 d is shorter than a replay that touches 4 days",
                        "retention.minutes: 3 d is shorter than a replay that touches 4 days",
                        "retention.transitions: 2 d is shorter than a replay that touches 4 days");
        pairs[5] = "2026-06-06T23:41:00Z";
        assertThat(catchThrowableOfType(InvalidSettings.class, () -> settings(pairs))
                        .problems())
                .containsExactly("retention.transitions: 2 d is shorter than a replay that touches 3 days");
    }

    @Test
    void theEndOfAReplayDependsOnAllowedLateness() {
        ReplaySettings replay = settings(
                        "replay.epoch", "e",
                        "replay.from", "2026-06-05T00:00:00Z",
                        "replay.until", "2026-06-06T00:00:00Z",
                        "slo.allowed-lateness", "30 min",
                        "time.out-of-orderness", "1 min",
                        "time.max-ahead", "2 min")
                .replay();
        assertThat(Objects.requireNonNull(replay).settledAt()).isEqualTo("2026-06-06T00:32:00Z");
        assertThat(replay.readUntil()).isEqualTo("2026-06-06T00:40:00Z");
        assertThat(replay.readFrom()).isEqualTo("2026-06-03T21:58:00Z");
    }

    @Test
    void problemsOfAReplayAreReportedTogetherWithOthers() {
        InvalidSettings refusal = catchThrowableOfType(
                InvalidSettings.class,
                () -> settings(
                        "replay.epoch", "1",
                        "replay.from", "2026-06-05T00:00:30Z",
                        "replay.until", "2026-06-05",
                        "replay.warm-up", "1 s",
                        "source.starting-offsets", "timestamp",
                        "source.starting-time", "2026-06-05T00:00:00Z",
                        "rum.error-rate", "2"));
        assertThat(refusal.problems())
                .anyMatch(line -> line.startsWith("replay.epoch: '1' is not a lower-case letter"))
                .anyMatch(line -> line.startsWith("replay.from: 2026-06-05T00:00:30Z is not a full minute"))
                .anyMatch(line -> line.startsWith("replay.until: '2026-06-05' is not an instant in UTC"))
                .anyMatch(line -> line.startsWith("replay.warm-up: 1 s lies outside 30 min.."))
                .anyMatch(line -> line.startsWith("source.starting-offsets: a replay begins at replay.from"))
                .anyMatch(line -> line.startsWith("rum.error-rate: "))
                .hasSize(6);
        assertThat(catchThrowableOfType(InvalidSettings.class, () -> settings("replay.epoch", "e"))
                        .problems())
                .containsExactly(
                        "replay.from: a value is required for a replay",
                        "replay.until: a value is required for a replay");
    }

    @Test
    void aSpanThatDoesNotEndAfterItsStartAndALiveTopicAreRefused() {
        InvalidSettings refusal = catchThrowableOfType(
                InvalidSettings.class,
                () -> settings(
                        "replay.epoch", "late",
                        "replay.from", "2026-06-05T00:00:00Z",
                        "replay.until", "2026-06-05T00:00:00Z",
                        "topics.late-beacons", "rum",
                        "topics.late-slo", "rum.late",
                        "topics.verdicts", "v".repeat(246)));
        assertThat(refusal.problems())
                .containsExactly(
                        "replay.until: 2026-06-05T00:00:00Z is not after replay.from, 2026-06-05T00:00:00Z",
                        "replay.epoch: the topic '" + "v".repeat(246)
                                + ".late' would have a name of more than 249 characters",
                        "replay.epoch: the topic 'rum.late' already belongs to the live job");
    }

    @Test
    void theLongestSlideIsAMinute() {
        assertThat(settings("window.slide", "60 s").window()).isEqualTo(new WindowSpec(900_000, 60_000));
    }

    @Test
    void allProblemsAreReportedTogether() {
        Configuration configuration = new Configuration();
        configuration.setString("rum.error-rate", "2");
        configuration.setString("window.slide", "7 s");
        configuration.setString("rum.min-veiws", "3");
        InvalidSettings refusal =
                catchThrowableOfType(InvalidSettings.class, () -> ConvergenceSettings.from(configuration, Map.of()));
        assertThat(refusal.problems())
                .hasSizeGreaterThanOrEqualTo(6)
                .anyMatch(line -> line.startsWith("rum.min-veiws: no such option; did you mean rum.min-views?"))
                .anyMatch(line -> line.startsWith("rum.error-rate: "))
                .anyMatch(line -> line.startsWith("window.slide: 7000 ms does not divide a minute"))
                .anyMatch(line -> line.startsWith("kafka.bootstrap.servers: a value is required"))
                .anyMatch(line -> line.startsWith("postgres.url: a value is required"))
                .anyMatch(line -> line.startsWith("CONVERGENCE_FINGERPRINT_SECRET (environment): "));
    }

    @Test
    void keysOfFlinkAreAcceptedAndSeparated() {
        Configuration configuration =
                configuration("execution.checkpointing.interval", "10 s", "parallelism.default", "2");
        assertThat(ConvergenceSettings.from(configuration, ENVIRONMENT)).isNotNull();
        assertThat(JobKeys.engine(configuration).keySet())
                .containsExactlyInAnyOrder("execution.checkpointing.interval", "parallelism.default");
    }

    @Test
    void transactionsMustOutliveTheirCheckpoint() {
        KafkaSettings kafka = settings().kafka();
        kafka.requireCheckpoints(10_000, 600_000);
        assertThat(catchThrowableOfType(InvalidSettings.class, () -> kafka.requireCheckpoints(-1, 600_000))
                        .problems())
                .singleElement()
                .asString()
                .contains("exactly-once delivery needs checkpoints");
        assertThat(catchThrowableOfType(InvalidSettings.class, () -> kafka.requireCheckpoints(300_000, 600_000))
                        .problems())
                .singleElement()
                .asString()
                .contains("is not longer than");
        settings("delivery.guarantee", "at-least-once").kafka().requireCheckpoints(-1, 600_000);
    }

    @Test
    void placeholdersOfLinksAreReplacedByEncodedValues() {
        assertThat(SignalLinks.fill(
                        "https://x/{tenant}/{app}?h={host}&k={kind}&s={service}{slo}",
                        SignalSubject.appHost("a b", "c/d", "e.f"),
                        SignalKind.USER_IMPACT_UNSEEN))
                .isEqualTo("https://x/a%20b/c%2Fd?h=e.f&k=rum.user_impact_unseen_by_synthetics&s=c%2Fd");
        assertThat(List.of(settings("signal.url", "https://x/{tenant}").links()))
                .containsExactly(new SignalLinks(null, "https://x/{tenant}"));
    }
}
