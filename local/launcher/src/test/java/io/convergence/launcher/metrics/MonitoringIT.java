package io.convergence.launcher.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.signal.SignalKind;
import io.convergence.kit.process.CommandResult;
import io.convergence.kit.process.Executable;
import io.convergence.launcher.metrics.MonitoringFiles.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The alert rules and the boards: checked by Prometheus itself, and for what an on-call engineer needs. */
class MonitoringIT {

    @Test
    void prometheusAcceptsItsConfigurationAndTheRules() throws Exception {
        assertThat(promtool("check", "config", MonitoringFiles.SCRAPES)).contains("SUCCESS", "rules found");
        assertThat(promtool("check", "rules", MonitoringFiles.RULES)).contains("SUCCESS");
    }

    @Test
    void everyRuleHasATestInWhichItFiresAndOneInWhichItDoesNot() throws Exception {
        assertThat(promtool("test", "rules", MonitoringFiles.RULES_TEST)).contains("SUCCESS");

        Set<String> fire = new TreeSet<>();
        Set<String> quiet = new TreeSet<>();
        for (Node test : MonitoringFiles.yaml(MonitoringFiles.RULES_TEST).nodes("tests")) {
            for (Node expected : test.nodes("alert_rule_test")) {
                (expected.nodes("exp_alerts").isEmpty() ? quiet : fire).add(expected.text("alertname"));
            }
        }
        List<String> alerts =
                MonitoringFiles.rules().stream().map(rule -> rule.text("alert")).toList();
        assertThat(fire).containsExactlyInAnyOrderElementsOf(alerts);
        assertThat(quiet).containsExactlyInAnyOrderElementsOf(alerts);
    }

    @Test
    void everyAlertHasASeverityASummaryADescriptionAndARunbook() throws Exception {
        assertThat(MonitoringFiles.rules()).isNotEmpty().allSatisfy(rule -> {
            String alert = rule.text("alert");
            Node annotations = rule.node("annotations");
            assertThat(rule.node("labels").text("severity")).isIn("page", "ticket");
            assertThat(annotations.text("summary")).isNotBlank();
            assertThat(annotations.text("description")).isNotBlank();
            assertThat(annotations.text("runbook_url")).isEqualTo("docs/runbook.md#" + alert.toLowerCase(Locale.ROOT));
        });
    }

    @Test
    void alertmanagerInhibitsTheSignalsAboutUsersWhileTheIngestIsSilent() throws Exception {
        String rule = MonitoringFiles.yaml(MonitoringFiles.ALERTMANAGER).text("inhibit_rules");
        assertThat(MonitoringFiles.rules().stream().map(each -> each.text("alert")))
                .contains("IngestSilent");
        assertThat(rule)
                .contains("alertname = \"IngestSilent\"")
                .contains("alertname =~ \"" + SignalKind.USER_IMPACT_CORRELATED.alertName() + '|'
                        + SignalKind.USER_IMPACT_UNSEEN.alertName() + '"');
    }

    @Test
    void everyPanelHasATitleAUnitAndADescription() throws Exception {
        List<Node> panels = new ArrayList<>(MonitoringFiles.panels());
        assertThat(panels).hasSizeGreaterThan(20);
        for (Path board : MonitoringFiles.SQL_BOARDS) {
            panels.addAll(MonitoringFiles.panels(board));
        }
        assertThat(panels).allSatisfy(panel -> {
            assertThat(panel.text("title")).isNotBlank();
            assertThat(panel.text("description")).endsWith(".");
            assertThat(panel.node("fieldConfig").node("defaults").text("unit")).isNotBlank();
            assertThat(panel.nodes("targets")).isNotEmpty();
        });
    }

    @Test
    void noRuleAndNoPanelGroupsByAHostAnAppOrAPage() throws Exception {
        assertThat(MonitoringFiles.expressions())
                .allSatisfy(
                        expression -> assertThat(expression).doesNotContainPattern("\\b(host|app|page|address)\\b"));
    }

    private static String promtool(String verb, String noun, Path file) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Executable.find("promtool", "prometheus").toString());
        command.addAll(List.of(verb, noun, file.toString()));
        CommandResult result = CommandResult.of(new ProcessBuilder(command));
        assertThat(result.exitCode()).as(result.output()).isZero();
        return result.output();
    }
}
