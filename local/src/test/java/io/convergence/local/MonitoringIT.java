package io.convergence.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.local.demo.shop.Chromium;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The rules and the board as Prometheus itself and whoever is on call read them. */
class MonitoringIT {

    @Test
    void prometheusTakesItsConfigurationAndTheRules() throws Exception {
        assertThat(promtool("check", "config", Monitoring.SCRAPES)).contains("SUCCESS", "rules found");
        assertThat(promtool("check", "rules", Monitoring.RULES)).contains("SUCCESS");
    }

    @Test
    void everyRuleFiresWhereItShouldAndNowhereElse() throws Exception {
        assertThat(promtool("test", "rules", Monitoring.RULES_TEST)).contains("SUCCESS");

        Set<String> fire = new TreeSet<>();
        Set<String> quiet = new TreeSet<>();
        for (Object test :
                Monitoring.list(Monitoring.yaml(Monitoring.RULES_TEST).get("tests"))) {
            for (Object asked : Monitoring.list(Monitoring.map(test).get("alert_rule_test"))) {
                Map<?, ?> expected = Monitoring.map(asked);
                boolean none = Monitoring.list(expected.get("exp_alerts")).isEmpty();
                (none ? quiet : fire).add(expected.get("alertname").toString());
            }
        }
        List<String> alerts = Monitoring.rules().stream()
                .map(rule -> rule.get("alert").toString())
                .toList();
        assertThat(fire).containsExactlyInAnyOrderElementsOf(alerts);
        assertThat(quiet).containsExactlyInAnyOrderElementsOf(alerts);
    }

    @Test
    void everyAlertSaysHowUrgentItIsWhatItMeansAndWhereToReadOn() throws Exception {
        assertThat(Monitoring.rules()).isNotEmpty().allSatisfy(rule -> {
            String alert = rule.get("alert").toString();
            Map<?, ?> annotations = Monitoring.map(rule.get("annotations"));
            assertThat(Monitoring.map(rule.get("labels")).get("severity")).isIn("page", "ticket");
            assertThat(annotations.get("summary").toString()).isNotBlank();
            assertThat(annotations.get("description").toString()).isNotBlank();
            assertThat(annotations.get("runbook_url")).isEqualTo("docker/RUNBOOK.md#" + alert.toLowerCase(Locale.ROOT));
        });
    }

    @Test
    void everyPanelHasATitleAUnitAndADescription() throws Exception {
        assertThat(Monitoring.panels()).hasSizeGreaterThan(20).allSatisfy(panel -> {
            assertThat(panel.get("title").toString()).isNotBlank();
            assertThat(panel.get("description").toString()).endsWith(".");
            Map<?, ?> defaults =
                    Monitoring.map(Monitoring.map(panel.get("fieldConfig")).get("defaults"));
            assertThat(defaults.get("unit").toString()).isNotBlank();
            assertThat(Monitoring.list(panel.get("targets"))).isNotEmpty();
        });
    }

    @Test
    void noRuleAndNoPanelGroupsByAHostAnAppOrAPage() throws Exception {
        assertThat(Monitoring.expressions())
                .allSatisfy(
                        expression -> assertThat(expression).doesNotContainPattern("\\b(host|app|page|address)\\b"));
    }

    private static String promtool(String verb, String noun, Path file) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Chromium.command("promtool", "prometheus").toString());
        command.addAll(List.of(verb, noun, file.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
