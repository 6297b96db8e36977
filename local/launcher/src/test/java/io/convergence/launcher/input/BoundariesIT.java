package io.convergence.launcher.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.launcher.harness.Lines;
import io.convergence.launcher.harness.Members;
import io.convergence.launcher.harness.Output;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.StartedSystem;
import io.convergence.launcher.harness.Variant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Streams just below and just above each threshold, run by the real job in one replay with one host for each case. Every
 * record is within the first half minute, so that all traffic ends in the middle of every incident.
 */
class BoundariesIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    private static final long SLIDE = 10_000;
    private static final long WINDOW = 900_000;
    private static final long EARLY = Lines.START + 1_000;
    private static final long FIRST = Lines.START + SLIDE;
    private static final long SECOND = FIRST + SLIDE;

    private static final String BLIND = "user_only_synthetic_blind";
    private static final String CONFIRMED = "user_impact_confirmed";
    private static final String SYNTHETIC_ONLY = "synthetic_only_no_user_impact";

    private static Output output;

    @BeforeAll
    static void replayEveryCase() throws Exception {
        List<String> beacons = new ArrayList<>();
        List<String> results = new ArrayList<>();
        beacons.addAll(views("views-19", EARLY, 19, 19));
        beacons.addAll(views("views-20", EARLY, 20, 20));
        beacons.addAll(views("errors-2-of-20", EARLY, 20, 2));
        beacons.addAll(views("errors-2-of-21", EARLY, 21, 2));
        beacons.addAll(paints("lcp-at", 4000));
        beacons.addAll(paints("lcp-below", 3999.99));
        beacons.addAll(views("slide-before", FIRST - 1, 20, 20));
        beacons.addAll(views("slide-on", FIRST, 20, 20));
        beacons.addAll(views("slide-after", FIRST + 1, 20, 20));
        results.addAll(List.of(
                Lines.resultOfApp("f2-1", "failing-1-of-2", EARLY, false),
                Lines.resultOfApp("f2-2", "failing-1-of-2", EARLY, true),
                Lines.resultOfApp("f3-1", "failing-1-of-3", EARLY, false),
                Lines.resultOfApp("f3-2", "failing-1-of-3", EARLY, true),
                Lines.resultOfApp("f3-3", "failing-1-of-3", EARLY, true)));
        for (String shape : List.of(
                "bare@%s.example",
                "url@https://u:p@%S.example:8443/health?t=1",
                "port@%s.example:443",
                "case@%S.Example",
                "dot@%s.example.")) {
            String name = "shape-" + shape.substring(0, shape.indexOf('@'));
            String host = String.format(Locale.ROOT, shape.substring(shape.indexOf('@') + 1), name);
            beacons.addAll(views(name + ".example", EARLY, 20, 20));
            results.add(Lines.result(name + "-1", host, EARLY, false));
            results.add(Lines.result(name + "-2", host, EARLY, false));
        }
        beacons.sort(Comparator.comparing(line -> Members.of(line).number("received_at")));
        try (Stage stage = SYSTEM.stage()) {
            Output replayed = stage.replay(beacons, results, Variant.reference());
            assertThat(replayed.withoutEmissionTime()).containsEntry("dead.letters", List.of());
            output = replayed;
        }
    }

    @Test
    void nineteenViewsAreInsufficientAndTwentyAreEnough() {
        assertThat(output.changesOf("views-19")).containsExactly(FIRST + " healthy");
        assertThat(output.verdictOf("views-19", FIRST).joined("rum_data", "views", "error_views"))
                .isEqualTo("insufficient 19 19");
        assertThat(output.verdictOf("views-20", FIRST).joined("verdict", "rum_data", "trust", "views"))
                .isEqualTo(BLIND + " sufficient rum_only 20");
    }

    @Test
    void exactlyTenPercentErrorsDegradeAndFewerDoNot() {
        assertThat(output.verdictOf("errors-2-of-20", FIRST).joined("verdict", "error_rate"))
                .isEqualTo(BLIND + " 0.1");
        assertThat(output.changesOf("errors-2-of-21")).containsExactly(FIRST + " healthy");
    }

    @Test
    void aPercentileOfExactlyFourSecondsDegradesAndOneBelowDoesNot() {
        Members at = output.verdictOf("lcp-at", FIRST);
        assertThat(at.text("verdict")).isEqualTo(BLIND);
        assertThat(at.decimal("p75_lcp_ms")).isBetween(4000.0, 4040.0);
        assertThat(output.changesOf("lcp-below")).containsExactly(FIRST + " healthy");
        assertThat(output.verdictOf("lcp-below", FIRST).decimal("p75_lcp_ms"))
                .isGreaterThan(3959)
                .isLessThan(4000);
    }

    @Test
    void oneFailureOfTwoDegradesTheSyntheticPlaneAndOneOfThreeDoesNot() {
        assertThat(output.changesOf("failing-1-of-2"))
                .containsExactly(FIRST + " " + SYNTHETIC_ONLY, FIRST + WINDOW + " healthy");
        assertThat(output.verdictOf("failing-1-of-2", FIRST)
                        .joined("rum_data", "synthetic_data", "trust", "synthetic_samples", "synthetic_failures"))
                .isEqualTo("absent observed synthetic_only 2 1");
        assertThat(output.changesOf("failing-1-of-3")).containsExactly(FIRST + " healthy");
    }

    @ParameterizedTest
    @CsvSource({"slide-before, 0", "slide-on, 10000", "slide-after, 10000"})
    void anEventEntersAtTheEndOfItsSlideAndStaysForAWindow(String host, long offset) {
        long entered = FIRST + offset;
        assertThat(output.changesOf(host)).containsExactly(entered + " " + BLIND, entered + WINDOW + " healthy");
    }

    @ParameterizedTest
    @CsvSource({"bare", "url", "port", "case", "dot"})
    void aCheckIsJoinedWithItsUsersWhateverTheSpellingOfItsHost(String shape) {
        Members verdict = output.verdictOf("shape-" + shape + ".example", FIRST);
        assertThat(verdict.joined("verdict", "synthetic_samples", "synthetic_failures", "trust"))
                .isEqualTo(CONFIRMED + " 2 2 synthetic_corroborated");
    }

    @Test
    void anIncidentWhoseTrafficStopsIsResolvedForLackOfData() {
        List<String> signals = output.signals().stream()
                .filter(signal -> signal.text("host").equals("slide-on"))
                .map(signal -> signal.joined("kind", "status", "sequence", "reason", "occurred_at"))
                .toList();
        String kind = "rum.user_impact_unseen_by_synthetics ";
        assertThat(signals)
                .containsExactly(
                        kind + "firing 0 threshold 2026-06-05T12:00:20.000Z",
                        kind + "firing 1 threshold 2026-06-05T12:05:20.000Z",
                        kind + "firing 2 threshold 2026-06-05T12:10:20.000Z",
                        kind + "resolved 3 no_data 2026-06-05T12:15:20.000Z");
        assertThat(output.verdictOf("slide-on", SECOND + WINDOW)
                        .joined("verdict", "views", "views_previous_window", "rum_data"))
                .isEqualTo("healthy 0 20 absent");
    }

    @Test
    void beaconsAloneGiveVerdicts() throws Exception {
        try (Stage stage = SYSTEM.stage()) {
            Output alone = stage.replay(views("alone", EARLY, 20, 20), List.of(), Variant.reference());

            assertThat(alone.changesOf("alone")).containsExactly(FIRST + " " + BLIND, FIRST + WINDOW + " healthy");
            assertThat(alone.verdictOf("alone", FIRST).joined("synthetic_data", "trust"))
                    .isEqualTo("absent rum_only");
        }
    }

    @Test
    void resultsAloneGiveVerdictsForTheAppsThatTheyName() throws Exception {
        List<String> results = List.of(
                Lines.resultOfApp("1", "alone", EARLY, false),
                Lines.resultOfApp("2", "alone", EARLY, false),
                Lines.result("3", "nameless", EARLY, false),
                Lines.result("4", "nameless", EARLY, false));
        try (Stage stage = SYSTEM.stage()) {
            Output alone = stage.replay(List.of(), results, Variant.reference());

            assertThat(alone.changesOf("alone"))
                    .containsExactly(FIRST + " " + SYNTHETIC_ONLY, FIRST + WINDOW + " healthy");
            assertThat(alone.changesOf("nameless")).isEmpty();
            assertThat(alone.signals()).isEmpty();
        }
    }

    private static List<String> views(String host, long at, int views, int errorViews) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < views; i++) {
            lines.add(Lines.view(host.replace('.', '-') + '-' + i, host, at, i < errorViews ? 1 : 0));
        }
        return lines;
    }

    /** Twenty views, five of which have the largest paint, so that it is their 75th percentile. */
    private static List<String> paints(String host, double lcpMillis) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            lines.add(Lines.paint(host + '-' + i, host, EARLY, i < 15 ? 1000 : lcpMillis));
        }
        return lines;
    }
}
