package io.convergence.launcher.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.launcher.harness.EventTime;
import io.convergence.launcher.harness.Lines;
import io.convergence.launcher.harness.Members;
import io.convergence.launcher.harness.Output;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.StartedSystem;
import io.convergence.launcher.harness.Tape;
import io.convergence.launcher.harness.TestVector;
import io.convergence.launcher.harness.Variant;
import io.convergence.launcher.system.RecordPublisher;
import io.convergence.launcher.system.RunningJob;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A job that is restored with other thresholds. Its earlier output stays valid, and from the next full minute on its verdicts
 * are those of a job that has always had the new thresholds. An open incident stays open until a verdict is healthy.
 */
class ChangedThresholdsIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    private static final long MINUTE = 60_000;

    /** Time of the restart: in the middle of incidents, 34 min into the stream and 25 s after a full minute. */
    private static final long RESTART = Lines.START + 34 * MINUTE + 25_000;

    /** The last boundary evaluated before the restart: heartbeats come every 10 s and take effect 5 s later. */
    private static final long LAST = RESTART - 15_000;

    private static final long FIRST_FULL_MINUTE = RESTART + 35_000;

    private static TestVector vector;
    private static Variant before;
    private static List<Members> old;

    @BeforeAll
    static void runWithTheOldThresholds() throws Exception {
        vector = TestVector.load("mix-1");
        before = Variant.reference().withJobOption("convergence.branches", "convergence");
        old = run(before).verdicts();
    }

    @ParameterizedTest
    @CsvSource({"rum.error-rate, 0.3, rum.min-views, 60", "rum.lcp-p75, 2 s, synthetic.min-samples, 3"})
    void verdictsFollowTheNewThresholdsAndSignalsFollowTheVerdicts(
            String one, String first, String other, String second) throws Exception {
        Variant after = before.withJobOption(one, first).withJobOption(other, second);
        List<Members> fresh = run(after).verdicts();
        Output output = runChanging(after);

        output.assertNoDuplicates();
        assertThat(verdicts(output.verdicts(), boundary -> boundary <= LAST))
                .isEqualTo(verdicts(old, boundary -> boundary <= LAST));
        Map<String, String> since = verdicts(output.verdicts(), boundary -> boundary >= FIRST_FULL_MINUTE);
        assertThat(since).isEqualTo(verdicts(fresh, boundary -> boundary >= FIRST_FULL_MINUTE));
        assertThat(since).isNotEqualTo(verdicts(old, boundary -> boundary >= FIRST_FULL_MINUTE));
        assertThat(SignalOracle.publishedIn(output.signals())).isEqualTo(SignalOracle.expectedFrom(output.verdicts()));
        assertThat(output.signals())
                .as("an incident that is open during the restart")
                .anyMatch(signal -> signal.number("episode") <= LAST
                        && Instant.parse(signal.text("occurred_at")).toEpochMilli() > LAST);
    }

    private static Output run(Variant variant) throws Exception {
        try (Stage stage = SYSTEM.stage();
                RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers())) {
            long last = Tape.of(vector, publisher, stage.topics()).playOut();
            Output output = stage.finish(stage.start(variant), last);
            output.verdicts();
            output.signals();
            return output;
        }
    }

    private static Output runChanging(Variant after) throws Exception {
        try (Stage stage = SYSTEM.stage();
                RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers())) {
            Tape tape = Tape.of(vector, publisher, stage.topics());
            RunningJob job = stage.start(before);
            EventTime.await(job, tape.playBefore(RESTART));
            RunningJob changed = stage.start(after.restoredFrom(stage.stop(job)));
            Output output = stage.finish(changed, tape.playOut());
            output.verdicts();
            output.signals();
            return output;
        }
    }

    /** The verdict of each key at each full minute that a predicate accepts. */
    private static Map<String, String> verdicts(List<Members> verdicts, LongPredicate boundaries) {
        Map<String, String> byPlace = new TreeMap<>();
        for (Members verdict : verdicts) {
            long boundary = verdict.number("window_end");
            if (boundaries.test(boundary) && boundary % MINUTE == 0) {
                byPlace.put(
                        verdict.joined("tenant", "app", "host", "window_end"),
                        verdict.joined(
                                "verdict",
                                "rum_degraded",
                                "synthetic_degraded",
                                "rum_data",
                                "views",
                                "error_views",
                                "lcp_samples",
                                "p75_lcp_ms"));
            }
        }
        return byPlace;
    }
}
