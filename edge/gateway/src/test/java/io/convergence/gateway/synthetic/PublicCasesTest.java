package io.convergence.gateway.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convergence.core.ingest.Decoded;
import io.convergence.core.synthetic.SyntheticResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reports that users of the tools have published, each with its source and the expected result. {@code @NOW-20s@} in an
 * input is the time 20 s before the receipt.
 */
class PublicCasesTest {
    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Pattern TIME = Pattern.compile("@NOW-(\\d+)s@");

    private final Reports reports = new Reports(900_000);

    static Stream<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aPublishedReportHasTheExpectedResult(String name) throws IOException {
        JsonNode specification =
                new ObjectMapper().readTree(Files.readString(CASES.resolve(name).resolve("case.json")));
        JsonNode expected = specification.path("check");
        Decoded<AcceptedReport> decoded = reports.read(input(name), request(specification.path("query")));
        String status = decoded instanceof Decoded.Accepted ? "202" : "400";
        assertThat(alternatives(expected.path("status"))).as(name).contains(status);
        if (decoded instanceof Decoded.Accepted<AcceptedReport> accepted) {
            List<SyntheticResult> results = accepted.value().results();
            assertThat(results).hasSize(expected.path("results").asInt(1));
            SyntheticResult result = results.get(0);
            expected.properties().forEach(field -> assertField(field.getKey(), field.getValue(), result));
        }
    }

    private static void assertField(String field, JsonNode expected, SyntheticResult result) {
        String actual = switch (field) {
            case "success" -> String.valueOf(result.success());
            case "type" -> result.type();
            case "error" -> String.valueOf(result.error());
            case "check" -> result.check();
            case "status_code" -> String.valueOf(result.statusCode());
            default -> "";
        };
        if (expected.asText().startsWith("!")) {
            assertThat(actual).as(field).isNotEqualTo(expected.asText().substring(1));
        } else if (!actual.isEmpty()) {
            assertThat(alternatives(expected)).as(field).contains(actual);
        }
    }

    private static List<String> alternatives(JsonNode expected) {
        return List.of(expected.asText().split("\\|"));
    }

    private static byte[] input(String name) throws IOException {
        Matcher times = TIME.matcher(Files.readString(CASES.resolve(name).resolve("input")));
        String input = times.replaceAll(
                time -> NOW.minusSeconds(Long.parseLong(time.group(1))).toString());
        return input.getBytes(StandardCharsets.UTF_8);
    }

    private static ReportRequest request(JsonNode query) {
        Map<String, String> parameters = new HashMap<>();
        query.properties()
                .forEach(
                        field -> parameters.put(field.getKey(), field.getValue().asText()));
        return new ReportRequest(parameters, "acme", NOW.toEpochMilli(), "random-id");
    }
}
