package io.convergence.core.slo.openslo;

import static org.assertj.core.api.Assertions.assertThat;

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
 * Results of reading published OpenSLO files. None of them has events of type {@code convergence}, so none defines an
 * objective; the expected errors show which of them conform to v1. The files name no tenant, so each is read as one
 * tenant's.
 */
@Tag("fixtures")
class PublicFilesTest {
    private static final String UNKNOWN_SOURCE = "unknown source";
    private static final String VERSION = "must be openslo/v1";
    private static final String COUNTER = "counters can be counted";

    /** Names of the accepted documents, and a part of each error, in the order of the file. */
    private record Outcome(List<String> documents, List<String> errors) {}

    private static final Outcome UNEXPECTED_FILE = new Outcome(List.of(), List.of("a file without an outcome"));

    private static final Map<String, Outcome> EXPECTED = new TreeMap<>(Map.ofEntries(
            entry("01-openslo-occurrences-threshold", List.of(), "cannot be computed from events", UNKNOWN_SOURCE),
            entry("02-openslo-ratio-timeslices", List.of(), UNKNOWN_SOURCE, UNKNOWN_SOURCE),
            entry(
                    "03-openslo-timeslices-calendar",
                    List.of(),
                    UNKNOWN_SOURCE,
                    UNKNOWN_SOURCE,
                    "must be 1d to 1Y in d, w, M, Q or Y (m is minutes)"),
            entry("04-openslo-low-traffic-timeslices-week-NY", List.of(), UNKNOWN_SOURCE, UNKNOWN_SOURCE),
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
                    UNKNOWN_SOURCE,
                    UNKNOWN_SOURCE,
                    COUNTER,
                    UNKNOWN_SOURCE,
                    UNKNOWN_SOURCE,
                    "is not supported",
                    "is not supported",
                    UNKNOWN_SOURCE,
                    "cannot be computed from events",
                    UNKNOWN_SOURCE),
            entry("10-go-sdk-v1-slos", List.of(), UNKNOWN_SOURCE, UNKNOWN_SOURCE),
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
                    UNKNOWN_SOURCE,
                    UNKNOWN_SOURCE,
                    "not 'Week'",
                    "not 'Monday'",
                    "no AlertPolicy 'High-Burn-Rate'",
                    "no AlertPolicy 'SLA-breach'"),
            entry("20-slogen-rolling", List.of(), UNKNOWN_SOURCE, UNKNOWN_SOURCE, "no AlertPolicy 'High-Burn-Rate'"),
            entry("20-slogen-target-pagerduty", List.of("OnCallPagerdutyUrgent")),
            entry("21-slogen-v1alpha-rum-page-load-time", List.of(), VERSION),
            entry("30-sloth-v1alpha-getting-started", List.of(), VERSION),
            entry("40-oslo-validate-v1", List.of("example-service", "example service"), UNKNOWN_SOURCE, UNKNOWN_SOURCE),
            entry("50-probectl-checkout-availability", List.of(), UNKNOWN_SOURCE, UNKNOWN_SOURCE)));

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
        Outcome expected = EXPECTED.getOrDefault(name, UNEXPECTED_FILE);
        assertThat(read.definitions()).as(name).isEmpty();
        assertThat(read.documents())
                .as(name)
                .extracting(Document::name)
                .containsExactlyElementsOf(expected.documents());
        List<String> errors = OpenSloTexts.lines(read, true);
        assertThat(errors).as(name).hasSameSizeAs(expected.errors());
        for (int i = 0; i < errors.size(); i++) {
            assertThat(errors.get(i)).as(name).contains(expected.errors().get(i));
        }
    }

    private static Map.Entry<String, Outcome> entry(String name, List<String> documents, String... errors) {
        return Map.entry(name, new Outcome(documents, List.of(errors)));
    }
}
