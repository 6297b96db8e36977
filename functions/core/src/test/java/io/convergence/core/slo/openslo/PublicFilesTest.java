package io.convergence.core.slo.openslo;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.yaml.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What becomes of published OpenSLO files, read in place. None of them can be counted here; what conforms to v1 is told
 * from what does not by the reasons given. The files name no tenant, so each is read as one tenant's.
 */
@Tag("fixtures")
class PublicFilesTest {
    private static final String FOREIGN = "unknown source";
    private static final String VERSION = "must be openslo/v1";
    private static final String COUNTER = "counters can be counted";

    /** Documents that stand, and in their order parts of each error. */
    private record Outcome(List<String> documents, List<String> errors) {}

    private static final Outcome NEW = new Outcome(List.of(), List.of("a file without an outcome"));

    private static final Map<String, Outcome> EXPECTED = new TreeMap<>(Map.ofEntries(
            entry("01-openslo-occurrences-threshold", List.of(), "cannot be computed from events", FOREIGN),
            entry("02-openslo-ratio-timeslices", List.of(), COUNTER, FOREIGN, FOREIGN),
            entry(
                    "03-openslo-timeslices-calendar",
                    List.of(),
                    COUNTER,
                    FOREIGN,
                    FOREIGN,
                    "must be 1d to 1Y in d, w, M, Q or Y (m is minutes)"),
            entry("04-openslo-low-traffic-timeslices-week-NY", List.of(), COUNTER, FOREIGN, FOREIGN),
            entry("10-go-sdk-v1-alert_conditions", List.of("cpu-usage-breach", "latency-too-high")),
            entry(
                    "10-go-sdk-v1-alert_notification_targets",
                    List.of("devs-email-notification", "pd-on-call-notification")),
            entry(
                    "10-go-sdk-v1-alert_policies",
                    List.of("high-priority"),
                    "no AlertCondition 'cpu-usage-breach'",
                    "no AlertCondition 'cpu-usage-breach'"),
            entry("10-go-sdk-v1-data_sources", List.of("prometheus", "datadog")),
            entry("10-go-sdk-v1-services", List.of("example-service")),
            entry(
                    "10-go-sdk-v1-slis",
                    List.of(),
                    FOREIGN,
                    FOREIGN,
                    COUNTER,
                    FOREIGN,
                    FOREIGN,
                    COUNTER,
                    "is not supported",
                    "is not supported",
                    FOREIGN,
                    "cannot be computed from events",
                    FOREIGN),
            entry("10-go-sdk-v1-slos", List.of(), FOREIGN, FOREIGN),
            entry("11-go-sdk-v2alpha-slis", List.of(), VERSION, VERSION, VERSION, VERSION, VERSION),
            entry("11-go-sdk-v2alpha-slos", List.of(), VERSION),
            entry(
                    "20-slogen-alertpolicy-burnrate-nonconforming",
                    List.of(),
                    "must be 1m to 90d in m, h, d or w, not '-1h'",
                    "the condition 'High-Burn-Rate' is there twice",
                    "must be 1m to 90d in m, h, d or w, not '-1h'"),
            entry(
                    "20-slogen-calendar-nonconforming",
                    List.of(),
                    FOREIGN,
                    FOREIGN,
                    "not 'Week'",
                    "not 'Monday'",
                    "no AlertPolicy 'High-Burn-Rate'",
                    "no AlertPolicy 'SLA-breach'"),
            entry("20-slogen-rolling", List.of(), FOREIGN, FOREIGN, "no AlertPolicy 'High-Burn-Rate'"),
            entry("20-slogen-target-pagerduty", List.of("OnCallPagerdutyUrgent")),
            entry("21-slogen-v1alpha-rum-page-load-time", List.of(), VERSION),
            entry("30-sloth-v1alpha-getting-started", List.of(), VERSION),
            entry("40-oslo-validate-v1", List.of("example-service", "example service"), FOREIGN, FOREIGN),
            entry("50-probectl-checkout-availability", List.of(), COUNTER, FOREIGN, FOREIGN)));

    @Test
    void everyPublishedFileHasItsOutcome() throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("fixtures.dir", ""), "openslo"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                String name = file.getFileName().toString().replace(".yaml", "");
                names.add(name);
                check(name, OpenSlo.read(List.of(new SourceText(name, "acme", Files.readString(file)))));
            }
        }
        assertThat(names).containsExactlyInAnyOrderElementsOf(EXPECTED.keySet());
    }

    private static void check(String name, OpenSlo read) {
        Outcome expected = EXPECTED.getOrDefault(name, NEW);
        assertThat(read.definitions()).as(name).isEmpty();
        assertThat(read.documents())
                .as(name)
                .extracting(Document::name)
                .containsExactlyElementsOf(expected.documents());
        List<String> errors = Texts.lines(read, true);
        assertThat(errors).as(name).hasSameSizeAs(expected.errors());
        for (int i = 0; i < errors.size(); i++) {
            assertThat(errors.get(i)).as(name).contains(expected.errors().get(i));
        }
    }

    private static Map.Entry<String, Outcome> entry(String name, List<String> documents, String... errors) {
        return Map.entry(name, new Outcome(documents, List.of(errors)));
    }
}
