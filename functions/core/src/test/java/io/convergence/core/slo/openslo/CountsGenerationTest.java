package io.convergence.core.slo.openslo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CountsGenerationTest {
    @Test
    void aGenerationNumberIsTheSameOnEveryMachineAndInEveryRelease() {
        assertThat(OpenSloTexts.definition(OpenSloTexts.SLO).generation()).isEqualTo(5710287106771936111L);
        assertThat(OpenSloTexts.definition(OpenSloTexts.good(
                                "synthetic",
                                "{host: {glob: \"*.acme.example\"}, type: {in: [https, http]}}",
                                "{duration_ms: {lte: 500}}"))
                        .generation())
                .isEqualTo(1544149125729022853L);
    }

    @Test
    void theNotationOfTheSliDoesNotChangeTheGeneration() {
        long generation = OpenSloTexts.definition(OpenSloTexts.good(
                        "rum", "{host: a.example, page: {in: [/a, /b]}, app: shop}", "{lcp_ms: {lte: 2500}}"))
                .generation();
        for (String where : List.of(
                "{app: {in: [shop]}, page: {in: [/b, /a, /b]}, host: A.EXAMPLE.}",
                "{   page: {in: [ \"/a\" , '/b']}, app: \"shop\", host: {in: [a.example]} }")) {
            assertThat(OpenSloTexts.definition(OpenSloTexts.good("rum", where, "{lcp_ms: {lte: 2500.0}}"))
                            .generation())
                    .isEqualTo(generation);
        }
    }

    @Test
    void everyChangeOfTheCountedEventsChangesTheGeneration() {
        Set<Long> generations = new HashSet<>();
        List<String> wheres = List.of(
                "{}",
                "{app: a}",
                "{app: b}",
                "{app: {glob: a}}",
                "{host: a}",
                "{app: {in: [a, b]}}",
                "{browser: \"a 1:b\"}",
                "{app: a, host: a}",
                "{page: /a}");
        List<String> conditions = List.of(
                "{ok: true}", "{lcp_ms: {lte: 5}}", "{lcp_ms: {lt: 5}}", "{inp_ms: {lt: 5}}", "{lcp_ms: {lt: 6}}");
        for (String where : wheres) {
            for (String condition : conditions) {
                generations.add(OpenSloTexts.definition(OpenSloTexts.good("rum", where, condition))
                        .generation());
            }
        }
        generations.add(OpenSloTexts.definition(OpenSloTexts.good("joint", "{}", "{ok: true}"))
                .generation());
        generations.add(OpenSloTexts.definition(
                        OpenSloTexts.over("{source: rum, groupBy: [app, host]}", "{source: rum, good: {ok: true}}"))
                .generation());
        generations.add(OpenSloTexts.definition(
                        OpenSloTexts.over("{source: rum, groupBy: [host, app]}", "{source: rum, good: {ok: true}}"))
                .generation());
        assertThat(generations).hasSize(wheres.size() * conditions.size() + 3).allMatch(generation -> generation >= 0);
    }

    @Test
    void theTargetDoesNotChangeTheGeneration() {
        assertThat(OpenSloTexts.definition(OpenSloTexts.with("target: 0.99", "target: 0.999"))
                        .generation())
                .isEqualTo(OpenSloTexts.definition(OpenSloTexts.SLO).generation());
    }

    private static long sliced(String method, String fields, String annotations, String window) {
        return OpenSloTexts.definition(OpenSloTexts.SLO
                        .replace("budgetingMethod: Occurrences", "budgetingMethod: " + method)
                        .replace("target: 0.99", "target: 0.99, " + fields)
                        .replace("{tenant: acme}", "{tenant: acme}\n  annotations: {" + annotations + "}")
                        .replace("[{duration: 30d, isRolling: true}]", window))
                .generation();
    }

    @Test
    void whateverStoredSlicesDependOnChangesTheGeneration() {
        String rolling = "[{duration: 30d, isRolling: true}]";
        String kolkata = "[{duration: 1M, calendar: {startTime: 2026-01-01 00:00:00, timeZone: Asia/Kolkata}}]";
        Set<Long> generations = new HashSet<>();
        generations.add(OpenSloTexts.definition(OpenSloTexts.SLO).generation());
        generations.add(sliced("RatioTimeslices", "timeSliceWindow: 5m", "", rolling));
        generations.add(sliced("Timeslices", "timeSliceTarget: 0.9, timeSliceWindow: 5m", "", rolling));
        generations.add(sliced("Timeslices", "timeSliceTarget: 0.9, timeSliceWindow: 1m", "", rolling));
        generations.add(sliced("Timeslices", "timeSliceTarget: 0.8, timeSliceWindow: 5m", "", rolling));
        generations.add(
                sliced("Timeslices", "timeSliceTarget: 0.9, timeSliceWindow: 5m", "convergence/no-data: bad", rolling));
        generations.add(sliced("Timeslices", "timeSliceTarget: 0.9, timeSliceWindow: 5m", "", kolkata));

        assertThat(generations).hasSize(7).allMatch(generation -> generation >= 0);
    }

    @Test
    void aPeriodWhoseSlicesStartAtTheSameInstantsDoesNotChangeTheGeneration() {
        String utc = "[{duration: 1M, calendar: {startTime: 2026-01-01 00:00:00, timeZone: UTC}}]";
        String fields = "timeSliceTarget: 0.9, timeSliceWindow: 5m";
        long rolling = sliced("Timeslices", fields, "", "[{duration: 30d, isRolling: true}]");

        assertThat(sliced("Timeslices", fields, "", "[{duration: 7d, isRolling: true}]"))
                .isEqualTo(rolling);
        assertThat(sliced("Timeslices", fields, "", utc)).isEqualTo(rolling);
    }
}
