package io.convergence.relay.settings;

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

class RelaySettingsTest {
    private static final Path FILE = Path.of("../../conf/relay.properties");

    @Test
    void theFileListsEveryOptionWithItsMeaningAndDefaultAndNothingElse() throws IOException {
        List<String> expected = new ArrayList<>();
        for (Option option : RelayOptions.all()) {
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
        RelaySettings fromFile = settings("--config", FILE.toString(), "--kafka.bootstrap.servers", "localhost:9092");
        RelaySettings defaults = settings("--kafka.bootstrap.servers=localhost:9092");
        assertThat(fromFile).usingRecursiveComparison().isEqualTo(defaults);
        assertThat(defaults.management().managementPort()).isEqualTo(8095);
    }

    @Test
    void everyProblemIsReportedTogether() {
        assertThatThrownBy(() -> RelaySettings.from(
                        Map.of(
                                "alertmanager.resend", "10 min",
                                "kafka.group.id", "x",
                                "chat.bundel", "1 s",
                                "send.timeout", "never"),
                        Map.of()))
                .isInstanceOfSatisfying(
                        InvalidSettings.class,
                        refusal -> assertThat(refusal.problems())
                                .hasSize(5)
                                .contains("kafka.group.id: cannot be given: set relay.group")
                                .contains("chat.bundel: no such option; did you mean chat.bundle?")
                                .contains("send.timeout: 'never' is not a duration such as '10 s'")
                                .contains("kafka.bootstrap.servers: a value is required")
                                .anyMatch(problem -> problem.startsWith("alertmanager.expires: must be at least")));
    }

    @Test
    void credentialsAreNotShown() {
        RelaySettings settings = RelaySettings.from(
                Map.of("kafka.bootstrap.servers", "localhost:9092", "kafka.sasl.jaas.config", "hidden-password"),
                Map.of());
        assertThat(settings.toString()).doesNotContain("hidden");
    }

    private static RelaySettings settings(String... arguments) {
        return RelaySettings.from(CommandLine.parse(arguments), Map.of());
    }
}
