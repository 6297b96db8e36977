package io.convergence.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.bench.Figures;
import io.convergence.core.arithmetic.Ratio;
import io.convergence.core.convergence.Thresholds;
import io.convergence.core.window.WindowSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyFiguresTest {
    private static final long SLIDE = 10_000;
    private static final long TIPPED_AT = 1_000_003;
    private static final SeenSignal DUE = signal("firing", 1_010_000);

    @Test
    void aPercentileIsTheSmallestValueThatSoManyDoNotExceed() {
        long[] hundred =
                LongStream.rangeClosed(1, 100).map(value -> 101 - value).toArray();

        assertThat(Figures.percentile(50, hundred)).isEqualTo(50);
        assertThat(Figures.percentile(99, hundred)).isEqualTo(99);
        assertThat(Figures.percentile(100, hundred)).isEqualTo(100);
        assertThat(Figures.percentile(99, 3, 1, 2)).isEqualTo(3);
        assertThat(Figures.percentile(50, 15, 20, 35, 40, 50)).isEqualTo(35);
        assertThat(Figures.percentile(1, 7)).isEqualTo(7);
    }

    @Test
    void aTurnEndsWhereBothPeriodsBeginTogether() {
        assertThat(TipSchedule.turnMillis(SLIDE, 11_000)).isEqualTo(110_000);
        assertThat(TipSchedule.turnMillis(SLIDE, SLIDE)).isEqualTo(SLIDE);
        assertThat(TipSchedule.turnMillis(SLIDE, 15_000)).isEqualTo(30_000);
    }

    @Test
    void tipsOfATurnMeetEverySecondOfBothPeriodsAlike() {
        long interval = 11_000;
        TipSchedule schedule = new TipSchedule(4_321, TipSchedule.turnMillis(SLIDE, interval), 110);

        int[] ofSlide = new int[10];
        int[] ofInterval = new int[11];
        Set<Long> pairs = new HashSet<>();
        for (int i = 0; i < schedule.count(); i++) {
            ofSlide[(int) (schedule.at(i) % SLIDE / 1_000)]++;
            ofInterval[(int) (schedule.at(i) % interval / 1_000)]++;
            pairs.add(schedule.at(i) % SLIDE / 1_000 * 11 + schedule.at(i) % interval / 1_000);
        }

        assertThat(ofSlide).containsOnly(11);
        assertThat(ofInterval).containsOnly(10);
        assertThat(pairs).hasSize(110);
    }

    @Test
    void oneErrorViewIsMissingOnTheBrink() {
        assertThat(Brink.of(Thresholds.DEFAULTS)).isEqualTo(new Brink(21, 2));
        assertThat(Brink.of(new Thresholds(3, new Ratio(1, 2), 4_000, 1, 2, new Ratio(1, 2), 1, 0, 0)))
                .isEqualTo(new Brink(3, 1));
    }

    @Test
    void theBoundAddsUpWhatIsWaitedFor() {
        LatencyBound bound = new LatencyBound(SLIDE, 5_000, SLIDE);

        assertThat(bound.promised()).isEqualTo(27_000);
        assertThat(bound.visibleAtOnce()).isEqualTo(17_000);
    }

    @Test
    void aSignalOfTheFirstBoundaryAfterTheTipIsADetection() {
        Findings findings = found(DUE);

        assertThat(findings.problems()).isEmpty();
        assertThat(findings.detections()).singleElement().satisfies(detection -> {
            assertThat(detection.untilBoundary()).isEqualTo(9_997);
            assertThat(detection.untilEmitted()).isEqualTo(6_000);
            assertThat(detection.untilRead()).isEqualTo(4_000);
            assertThat(detection.latency()).isEqualTo(19_997);
        });
    }

    @Test
    void aSignalThatTheTipDidNotCauseIsAProblem() {
        assertThat(found(signal("firing", 1_000_000)).problems()).hasSize(1);
        assertThat(found(signal("firing", 1_020_000)).problems()).hasSize(1);
        assertThat(found(signal("resolved", 1_010_000)).problems()).hasSize(1);
    }

    @Test
    void aMissingSignalIsAProblemAndSoIsASecondOne() {
        assertThat(found().problems()).containsExactly("host: expected one signal, got 0");
        assertThat(found(DUE, DUE).problems()).containsExactly("host: expected one signal, got 2");
        assertThat(found(DUE, DUE).detections()).isEmpty();
    }

    private static Findings found(SeenSignal... signals) {
        return Findings.of(Map.of("host", TIPPED_AT), List.of(signals), WindowSpec.DEFAULTS);
    }

    private static SeenSignal signal(String status, long occurredAt) {
        return new SeenSignal("host", status, "kind", occurredAt, occurredAt + 6_000, occurredAt + 10_000);
    }
}
