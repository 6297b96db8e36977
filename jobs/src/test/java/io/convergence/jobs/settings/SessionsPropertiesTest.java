package io.convergence.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.convergence.core.event.EventType;
import io.convergence.core.settings.CommandLine;
import io.convergence.core.settings.InvalidSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class SessionsPropertiesTest {
    private static final Path FILE = Path.of("../conf/jobs/sessions.properties");

    @Test
    void theFileListsExactlyTheOptionsWithDescriptionAndDefault() throws IOException {
        List<String> expected = SpelledOptions.lines(SessionsSettings.options());
        List<String> listed = Files.readAllLines(FILE).stream()
                .dropWhile(line -> !line.equals(expected.get(0)))
                .filter(line -> !line.isBlank())
                .toList();
        assertThat(listed).containsExactlyElementsOf(expected);
    }

    @Test
    void theFileIsValidAndContainsTheDefaults() {
        SessionsSettings fromFile = SessionsSettings.from(
                Configuration.fromMap(CommandLine.parse(
                        "--config", FILE.toString(),
                        "--kafka.bootstrap.servers", "localhost:9092",
                        "--postgres.url", "jdbc:postgresql://localhost/convergence")),
                SettingsSamples.ENVIRONMENT);
        SessionsSettings defaults = SessionsSettings.from(SettingsSamples.configuration(), SettingsSamples.ENVIRONMENT);
        assertThat(fromFile).usingRecursiveComparison().isEqualTo(defaults);
        assertThat(defaults.kafka().group()).isEqualTo("convergence-sessions");
        assertThat(defaults.kafka().transactionPrefix()).isEqualTo("convergence-sessions");
        assertThat(defaults.sessions().timelineTypes()).contains(EventType.values());
    }

    @Test
    void mistakesAreReportedTogether() {
        assertThatThrownBy(() -> SessionsSettings.from(
                        SettingsSamples.configuration(
                                "session.gap", "5 h",
                                "timeline.types", "error,nothing",
                                "topics.events", "dead.letters",
                                "budget.window", "90 s",
                                "budget.min-samples", "0",
                                "error.new-count", "0",
                                "error.new-sessions", "-1",
                                "signal.disabled-kinds", "acme/rum.budget_exceeded,rum.nothing",
                                "window.size", "15 min"),
                        SettingsSamples.ENVIRONMENT))
                .isInstanceOfSatisfying(
                        InvalidSettings.class,
                        refusal -> assertThat(refusal.problems())
                                .hasSize(9)
                                .anyMatch(problem -> problem.startsWith("session.cap: "))
                                .anyMatch(problem -> problem.startsWith("timeline.types: 'nothing'"))
                                .anyMatch(problem -> problem.startsWith("topics.events: "))
                                .anyMatch(problem -> problem.startsWith("budget.window: "))
                                .anyMatch(problem -> problem.startsWith("budget.min-samples: "))
                                .anyMatch(problem -> problem.startsWith("error.new-count: "))
                                .anyMatch(problem -> problem.startsWith("error.new-sessions: "))
                                .anyMatch(problem -> problem.startsWith("signal.disabled-kinds: 'rum.nothing'"))
                                .anyMatch(problem -> problem.contains("window.size")));
    }
}
