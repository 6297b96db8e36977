package io.convergence.cli.slo;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Output and exit codes of the commands, without a broker. */
class SloCommandsTest {
    private static final String SLO = """
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: checkout, labels: {tenant: acme}}
            spec:
              service: shop
              indicator:
                metadata: {name: views}
                spec:
                  ratioMetric:
                    counter: true
                    total: {metricSource: {type: convergence, spec: {source: rum, where: {app: shop}, groupBy: [host]}}}
                    good: {metricSource: {type: convergence, spec: {source: rum, where: {app: shop}, good: {lcp_ms: {lte: 2500}}}}}
              timeWindow: [{duration: 30d, isRolling: true}]
              budgetingMethod: Occurrences
              objectives: [{target: 0.999}]
            """;

    private static final String SERVICE = """
            apiVersion: openslo/v1
            kind: Service
            metadata: {name: shop}
            spec: {}
            """;

    private final CommandRun commands = new CommandRun();

    @TempDir
    Path directory;

    @Test
    void validDefinitionsAreCounted() throws Exception {
        assertThat(run("validate", file("a.yaml", SLO), file("b.yaml", SERVICE)))
                .isZero();
        assertThat(commands.out()).containsExactly("2 documents, 1 objectives; 0 errors, 0 warnings");
    }

    @Test
    void eachProblemIsALineWithItsPlace() throws Exception {
        String file = file("a.yaml", SERVICE + "---\n" + SLO.replace("0.999", "1"));
        assertThat(run("validate", file)).isEqualTo(1);
        assertThat(commands.out())
                .containsExactly(
                        file
                                + ":20: document 2, spec.objectives[0].target: error: must be below 1: nothing else leaves a"
                                + " budget",
                        "1 documents, 0 objectives; 1 errors, 0 warnings");
        assertThat(run("validate", file("b.yaml", "a: \"open"))).isEqualTo(1);
        assertThat(commands.out().get(2)).contains("b.yaml:1: document 1: error: is no YAML: ");
    }

    @Test
    void warningsAreNoErrors() throws Exception {
        assertThat(run("validate", file("a.yaml", SLO))).isZero();
        assertThat(commands.out().get(0))
                .endsWith("spec.service: warning: no Service 'shop' is defined here for this tenant");
    }

    @Test
    void directoriesAreSearchedAndTheTenantCanBeSet() throws Exception {
        file("b.yml", SERVICE);
        file(
                "a.json",
                "{\"apiVersion\":\"openslo/v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"x\"},\"spec\":{}}");
        file("c.yaml", SLO.replace(", labels: {tenant: acme}", ""));
        file("README.md", "no definition");
        assertThat(run("validate", "--tenant", "globex", directory.toString())).isZero();
        assertThat(commands.out()).containsExactly("3 documents, 1 objectives; 0 errors, 0 warnings");
    }

    @Test
    void bytesThatAreNoTextAreAnError() throws IOException {
        Path file = directory.resolve("a.yaml");
        Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xff, (byte) 0xfe});
        assertThat(run("validate", file.toString())).isEqualTo(1);
        assertThat(commands.out().get(0)).isEqualTo(file + ":1: error: is no UTF-8 text");
        Files.write(file, new byte[3 << 20]);
        assertThat(run("validate", file.toString())).isEqualTo(1);
        assertThat(commands.out().get(2))
                .isEqualTo(file + ":1: error: the text is longer than 1048576 bytes; split it");
    }

    @Test
    void anObjectiveIsExplained() throws Exception {
        assertThat(run("explain", "checkout", file("a.yaml", SLO), file("b.yaml", SERVICE)))
                .isZero();
        assertThat(commands.out())
                .contains(
                        "acme/checkout: checkout, of service shop",
                        "  counts    page views that carry lcp_ms where app is shop",
                        "  good      lcp_ms is at most 2500",
                        "  budgets   one for each host",
                        "  target    99.9 % of events over the last 30 days",
                        "  budget    of 1,000 events 1 may be bad, of 1,000,000 1,000; with even traffic, 43.2 minutes of"
                                + " the period",
                        "  alert     page-1h (critical) fires when errors exceed 1.44 % over 1 hour and over 5 minutes",
                        "            that is a burn rate of 14.4, which spends 2 % of the budget within 1 hour",
                        "  freezes   while the short window holds no event: the alert is kept as it is");
    }

    @Test
    void anAlertForAllGroupsIsExplained() throws Exception {
        String grouped = SLO.replace("labels:", "annotations: {convergence/alert-by: objective}, labels:");
        assertThat(run("explain", "checkout", file("a.yaml", grouped))).isZero();
        assertThat(commands.out())
                .contains("  grouped   one alert for each tier, which names the groups that burn fastest");
    }

    @Test
    void slicesAndCalendarsAreExplained() throws Exception {
        String sliced = SLO.replace("Occurrences", "Timeslices")
                .replace("0.999", "0.99, timeSliceTarget: 0.95, timeSliceWindow: 5m")
                .replace(
                        "{duration: 30d, isRolling: true}",
                        "{duration: 1M, isRolling: false, calendar: {startTime: 2026-01-01 00:00:00, timeZone: UTC}}")
                .replace("labels:", "annotations: {convergence/burn-policy: none, convergence/no-data: bad}, labels:");
        assertThat(run("explain", "checkout", file("a.yaml", sliced))).isZero();
        assertThat(commands.out())
                .contains(
                        "  target    99 % of time over each period of 1 month of the calendar from 2026-01-01T00:00:00 in"
                                + " UTC",
                        "  budget    432 minutes of the period may be bad",
                        "  slices    of 5 minutes, good when 95 % of their events are; one without an event is bad",
                        "  alerts    none");
    }

    @Test
    void objectivesThatAreMissingOrWrongCannotBeExplained() throws Exception {
        String good = file("a.yaml", SLO);
        refuses("no objective is named chekout; there are checkout", "explain", "chekout", good);
        assertThat(run("explain", "checkout", file("b.yaml", SLO.replace("0.999", "1"))))
                .isEqualTo(1);
        assertThat(commands.error())
                .containsExactly("convergence: slo explain: no objective without an error is named checkout");
    }

    @Test
    void nothingIsPublishedWhenThereAreErrors() throws Exception {
        String bad = file("a.yaml", SLO.replace("0.999", "1"));
        assertThat(run("apply", bad, "--bootstrap-servers", "localhost:1")).isEqualTo(1);
        assertThat(commands.error())
                .containsExactly("convergence: slo apply: nothing was published, because of the errors above");
    }

    @Test
    void documentsWithoutATenantAreNotPublished() throws Exception {
        assertThat(run("apply", file("a.yaml", SERVICE), "--bootstrap-servers", "localhost:1"))
                .isEqualTo(1);
        assertThat(commands.error()).containsExactly("convergence: slo apply: there is no document to publish");
    }

    @Test
    void mistakesInTheCommandLineAreOneLine() throws Exception {
        String good = file("a.yaml", SLO);
        refuses("slo needs one of validate, explain, diff, apply, delete");
        refuses("slo check is unknown; known are validate, explain, diff, apply, delete", "check");
        refuses("FILES are missing: files or directories of OpenSLO documents", "validate");
        refuses("there is no file nowhere.yaml", "validate", "nowhere.yaml");
        refuses("there is no .yaml, .yml or .json file in " + emptyDirectory(), "validate", emptyDirectory());
        refuses("unknown option --topic; known are --tenant", "validate", good, "--topic", "t");
        refuses("--tenant needs a value", "validate", good, "--tenant");
        refuses("--tenant is 1 to 64 characters of A-Z a-z 0-9 . _ -, not a/b", "validate", good, "--tenant=a/b");
        refuses("NAME is missing: the objective to explain", "explain");
        refuses("FILES are missing: files or directories of OpenSLO documents", "explain", "checkout");
        refuses("--bootstrap-servers is missing: HOST:PORT of a Kafka broker", "apply", good);
        refuses(
                "--bootstrap-servers is HOST:PORT, several separated by commas, not localhost",
                "apply",
                good,
                "--bootstrap-servers",
                "localhost");
        refuses(
                "--topic is 1 to 249 characters of a-z A-Z 0-9 . _ -, not a b",
                "apply",
                good,
                "--bootstrap-servers=localhost:1",
                "--topic=a b");
        refuses("TENANT/KIND/NAME is missing: the document to delete", "delete", "--bootstrap-servers=localhost:1");
        refuses(
                "a document is TENANT/KIND/NAME, not checkout",
                "delete",
                "checkout",
                "--bootstrap-servers=localhost:1");
        refuses(
                "KIND is one of Service, DataSource, SLI, AlertNotificationTarget, AlertCondition, AlertPolicy, SLO, not slo",
                "delete",
                "acme/slo/checkout",
                "--bootstrap-servers=localhost:1");
    }

    @Test
    void everyShippedDefinitionIsValidAloneAndTogether() throws Exception {
        Path shipped = Path.of("..", "..", "conf", "slo");
        assertThat(run("validate", shipped.toString())).isZero();
        assertThat(commands.out()).singleElement().asString().endsWith("0 errors, 0 warnings");
        try (var files = Files.list(shipped)) {
            for (Path file : files.toList()) {
                assertThat(run("validate", file.toString())).as(file.toString()).isZero();
            }
        }
    }

    private void refuses(String message, String... line) {
        int code = run(line);
        assertThat(commands.error()).singleElement().asString().startsWith("convergence: " + message + " (see ");
        assertThat(commands.out()).isEmpty();
        assertThat(code).isEqualTo(2);
        commands.clear();
    }

    private int run(String... line) {
        return commands.run("slo", line);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private String emptyDirectory() throws IOException {
        return Files.createDirectories(directory.resolve("empty")).toString();
    }
}
