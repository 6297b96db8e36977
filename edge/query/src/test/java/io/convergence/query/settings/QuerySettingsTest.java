package io.convergence.query.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.convergence.core.settings.CommandLine;
import io.convergence.core.settings.InvalidSettings;
import io.convergence.core.settings.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuerySettingsTest {
    private static final Path FILE = Path.of("../../conf/query.properties");

    @Test
    void theFileListsEveryOptionWithItsMeaningAndDefaultAndNothingElse() throws IOException {
        List<String> expected = new ArrayList<>();
        for (Option option : QueryOptions.all()) {
            expected.add("# " + option.description());
            expected.add(
                    option.defaultText() == null
                            ? "#" + option.key() + " ="
                            : option.key() + " = " + option.defaultText());
        }
        List<String> listed = Files.readAllLines(FILE).stream()
                .dropWhile(line -> !line.equals(expected.get(0)))
                .filter(line -> !line.isBlank())
                .toList();
        assertThat(listed).containsExactlyElementsOf(expected);
    }

    @Test
    void theFileCanBeUsedUnchanged() {
        QuerySettings fromFile = settings("--config", FILE.toString(), "--postgres.url", "jdbc:postgresql://db/c");
        QuerySettings defaults = settings("--postgres.url=jdbc:postgresql://db/c");
        assertThat(fromFile).usingRecursiveComparison().isEqualTo(defaults);
        assertThat(defaults.server().port()).isEqualTo(8092);
    }

    @Test
    void everyProblemIsReportedTogether() {
        assertThatThrownBy(() -> QuerySettings.from(
                        Map.of("query.connections", "1", "query.rat", "1", "query.timeout", "never"), Map.of()))
                .isInstanceOfSatisfying(
                        InvalidSettings.class,
                        refusal -> assertThat(refusal.problems())
                                .hasSize(4)
                                .contains("query.rat: no such option; did you mean query.rate?")
                                .contains("postgres.url: a value is required"));
    }

    @Test
    void thePasswordComesFromTheEnvironmentAndIsNotShown() {
        QuerySettings settings = QuerySettings.from(
                Map.of("postgres.url", "jdbc:postgresql://db/c"),
                Map.of("CONVERGENCE_QUERY_POSTGRES_PASSWORD", "hidden-password"));
        assertThat(settings.store().password().reveal()).isEqualTo("hidden-password");
        assertThat(settings.toString()).doesNotContain("hidden");
    }

    @Test
    void aBucketOfRecordingsNeedsItsNameAndAKey() {
        assertThatThrownBy(() -> settings("--postgres.url=jdbc:postgresql://db/c", "--replay.store=s3"))
                .isInstanceOfSatisfying(
                        InvalidSettings.class,
                        refusal -> assertThat(refusal.problems())
                                .extracting(problem -> problem.substring(0, problem.indexOf(':')))
                                .containsExactly(
                                        "replay.s3.bucket", "CONVERGENCE_S3_ACCESS_KEY", "CONVERGENCE_S3_SECRET_KEY"));
    }

    private static QuerySettings settings(String... arguments) {
        return QuerySettings.from(CommandLine.parse(arguments), Map.of());
    }
}
