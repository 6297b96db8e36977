package io.convergence.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.settings.CommandLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class ConvergencePropertiesTest {
    private static final Path FILE = Path.of("../conf/jobs/convergence.properties");

    @Test
    void theFileListsExactlyTheOptionsWithDescriptionAndDefault() throws IOException {
        List<String> expected = SpelledOptions.lines(JobKeys.options());
        List<String> listed = Files.readAllLines(FILE).stream()
                .dropWhile(line -> !line.equals(expected.get(0)))
                .filter(line -> !line.isBlank() && !line.startsWith("##"))
                .toList();
        assertThat(listed).containsExactlyElementsOf(expected);
    }

    @Test
    void theFileIsValidAndContainsTheDefaults() {
        ConvergenceSettings fromFile = ConvergenceSettings.from(
                Configuration.fromMap(CommandLine.parse(
                        "--config", FILE.toString(),
                        "--kafka.bootstrap.servers", "localhost:9092",
                        "--postgres.url", "jdbc:postgresql://localhost/convergence")),
                SettingsSamples.ENVIRONMENT);
        assertThat(fromFile).usingRecursiveComparison().isEqualTo(SettingsSamples.settings());
    }

    @Test
    void descriptionsAreSentences() {
        assertThat(JobKeys.options())
                .allSatisfy(option -> assertThat(SpelledOptions.description(option))
                        .endsWith(".")
                        .hasSizeLessThan(220));
    }
}
