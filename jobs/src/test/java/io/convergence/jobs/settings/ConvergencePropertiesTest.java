package io.convergence.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.settings.CommandLine;
import io.convergence.core.settings.SpelledDuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.junit.jupiter.api.Test;

class ConvergencePropertiesTest {
    private static final Path FILE = Path.of("../conf/jobs/convergence.properties");

    @Test
    void theFileListsExactlyTheOptionsWithDescriptionAndDefault() throws IOException {
        List<String> expected = new ArrayList<>();
        for (ConfigOption<?> option : JobKeys.options()) {
            expected.add("# " + description(option));
            expected.add(setting(option));
        }
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
                .allSatisfy(
                        option -> assertThat(description(option)).endsWith(".").hasSizeLessThan(220));
    }

    private static String description(ConfigOption<?> option) {
        return new HtmlFormatter().format(option.description());
    }

    private static String setting(ConfigOption<?> option) {
        return option.hasDefaultValue()
                ? (option.key() + " = " + spelled(option.defaultValue())).stripTrailing()
                : "#" + option.key() + " =";
    }

    private static String spelled(Object value) {
        if (value instanceof Duration duration) {
            return SpelledDuration.format(duration);
        }
        return value instanceof List<?> list
                ? String.join(
                        ",",
                        list.stream().map(ConvergencePropertiesTest::spelled).toList())
                : value.toString();
    }
}
