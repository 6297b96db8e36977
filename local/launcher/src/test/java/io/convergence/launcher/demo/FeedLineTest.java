package io.convergence.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.launcher.command.Console;
import java.io.PrintStream;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FeedLineTest {
    private static final Console PLAIN = new Console(new PrintStream(PrintStream.nullOutputStream()), false);

    @Test
    void aVerdictChangeIsOneLineWithItsMeasurements() {
        FeedLine line = Objects.requireNonNull(FeedLine.verdict(Map.ofEntries(
                Map.entry("tenant", "acme"),
                Map.entry("app", "checkout"),
                Map.entry("host", "checkout.acme.example"),
                Map.entry("window_end", "1780000000000"),
                Map.entry("previous_verdict", "healthy"),
                Map.entry("verdict", "user_impact_confirmed"),
                Map.entry("views", "5412"),
                Map.entry("error_rate", "0.2512"),
                Map.entry("p75_lcp_ms", "2209.7"),
                Map.entry("synthetic_failures", "23"),
                Map.entry("synthetic_samples", "45"),
                Map.entry("changed", "true"))));
        assertThat(line.render(PLAIN, 1780000000001L))
                .isEqualTo("history 20:26:40Z  verdict  acme checkout checkout.acme.example              "
                        + "healthy                       -> user_impact_confirmed          "
                        + " 5,412 views  25.1% errors  p75 LCP 2210ms  checks 23/45 failed");
        assertThat(line.render(PLAIN, 1780000000000L)).startsWith("live    20:26:40Z");
    }

    @Test
    void aMissingMeasurementIsADash() {
        FeedLine line = Objects.requireNonNull(
                FeedLine.verdict(Map.of("changed", "true", "window_end", "0", "verdict", "healthy", "views", "0")));
        assertThat(line.text()).contains("(first)").contains("    - errors  p75 LCP      -");
    }

    @Test
    void anUnchangedVerdictIsNoLine() {
        assertThat(FeedLine.verdict(Map.of("changed", "false", "window_end", "0")))
                .isNull();
    }

    @Test
    void aSignalIsALineWhenItFiresAndWhenItResolves() {
        Map<String, String> fire = Map.of(
                "status",
                "firing",
                "sequence",
                "0",
                "kind",
                "rum.k",
                "reason",
                "threshold",
                "occurred_at",
                "2026-05-28T20:26:40.000Z",
                "title",
                "Users are affected");
        FeedLine line = Objects.requireNonNull(FeedLine.signal(fire));
        assertThat(line.at()).isEqualTo(1_780_000_000_000L);
        assertThat(line.text()).isEqualTo("FIRING   rum.k (threshold): Users are affected");
        assertThat(FeedLine.signal(Map.of("status", "firing", "sequence", "1"))).isNull();
        assertThat(FeedLine.signal(
                        Map.of("status", "resolved", "sequence", "3", "occurred_at", "2026-05-28T20:26:40.000Z")))
                .isNotNull();
    }

    @Test
    void aSignalOfAnObjectiveNamesTheObjective() {
        FeedLine line = Objects.requireNonNull(FeedLine.signal(Map.of(
                "status", "firing",
                "sequence", "0",
                "occurred_at", "2026-05-28T20:26:40.000Z",
                "tenant", "acme",
                "slo", "shop-fast",
                "group", "host=a")));
        assertThat(line.subject()).isEqualTo("acme shop-fast host=a");
    }
}
