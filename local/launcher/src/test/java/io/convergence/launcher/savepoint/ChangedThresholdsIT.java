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
 * A job that is restored with other thresholds: what it said stays said, and from the next full minute on it says what
 * a job says that has known no others. An incident that is open stays open for as long as the verdicts are not healthy.
 */
class ChangedThresholdsIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    private static final Variant BEFORE = Variant.usual().withJobOption("convergence.branches", "convergence");
    private static final long MINUTE = 60_000;

    /** In the middle of incidents, 34 minutes into the stream and 25 s after a full minute. */
    private static final long PLACE = Lines.START + 34 * MINUTE + 25_000;

    /** The last boundary that is evaluated before the place: heartbeats come at full 10 s and count 5 s later. */
    private static final long LAST = PLACE - 15_000;

    private static final long FIRST_FULL_MINUTE = PLACE + 35_000;

    private static TestVector mix;
    private static List<Members> old;

    @BeforeAll
    static void aRunKnowsTheOldThresholdsAlone() throws Exception {
        mix = TestVector.load("mix-1");
        old = run(BEFORE).verdicts();
    }

    @ParameterizedTest
    @CsvSource({"rum.error-rate, 0.3, rum.min-views, 60", "rum.lcp-p75, 2 s, synthetic.min-samples, 3"})
    void verdictsAreThoseOfTheNewThresholdsAndSignalsFollowThem(String one, String first, String other, String second)
            throws Exception {
        Variant after = BEFORE.withJobOption(one, first).withJobOption(other, second);
        List<Members> fresh = run(after).verdicts();
        Output output = runChanging(after);

        output.holdsNothingTwice();
        assertThat(verdicts(output.verdicts(), boundary -> boundary <= LAST))
                .isEqualTo(verdicts(old, boundary -> boundary <= LAST));
        Map<String, String> since = verdicts(output.verdicts(), boundary -> boundary >= FIRST_FULL_MINUTE);
        assertThat(since).isEqualTo(verdicts(fresh, boundary -> boundary >= FIRST_FULL_MINUTE));
        assertThat(since).isNotEqualTo(verdicts(old, boundary -> boundary >= FIRST_FULL_MINUTE));
        assertThat(SignalOracle.said(output.signals())).isEqualTo(SignalOracle.following(output.verdicts()));
        assertThat(output.signals())
                .as("an incident that is open over the change")
                .anyMatch(signal -> signal.number("episode") <= LAST
                        && Instant.parse(signal.text("occurred_at")).toEpochMilli() > LAST);
    }

    private static Output run(Variant variant) throws Exception {
        try (Stage stage = SYSTEM.stage();
                RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers())) {
            long last = Tape.of(mix, publisher, stage.topics()).playOut();
            Output output = stage.finish(stage.start(variant), last);
            output.verdicts();
            output.signals();
            return output;
        }
    }

    private static Output runChanging(Variant after) throws Exception {
        try (Stage stage = SYSTEM.stage();
                RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers())) {
            Tape tape = Tape.of(mix, publisher, stage.topics());
            RunningJob job = stage.start(BEFORE);
            EventTime.await(job, tape.playBefore(PLACE));
            RunningJob changed = stage.start(after.restoredFrom(stage.stop(job)));
            Output output = stage.finish(changed, tape.playOut());
            output.verdicts();
            output.signals();
            return output;
        }
    }

    /** The verdict of each key at each full minute. */
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
