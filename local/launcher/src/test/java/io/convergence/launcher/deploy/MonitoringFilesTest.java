package io.convergence.launcher.deploy;

import static io.convergence.launcher.deploy.DeploymentFiles.texts;
import static io.convergence.launcher.harness.Project.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.gateway.settings.GatewaySettings;
import io.convergence.query.settings.QuerySettings;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Agreement of the files of Prometheus and Grafana with the services. */
class MonitoringFilesTest {
    private static final ComposeFile COMPOSE = new ComposeFile();

    @Test
    void scrapedTargetsAreServicesOnTheirMetricsPorts() {
        GatewaySettings gateway =
                GatewaySettings.from(Map.of("kafka.bootstrap.servers", "b:1"), ComposeFile.ENVIRONMENT);
        QuerySettings query = QuerySettings.from(Map.of("postgres.url", "jdbc:postgresql://d/c"), Map.of());
        String reporter = DeploymentFiles.document("conf/config.yaml")
                .path("metrics.reporter.prom.port")
                .asText();
        Map<String, String> ports = Map.of(
                "jobmanager",
                reporter,
                "taskmanager",
                reporter,
                "gateway",
                String.valueOf(gateway.server().managementPort()),
                "query",
                String.valueOf(query.server().managementPort()),
                "relay",
                "8095");
        JsonNode prometheus = DeploymentFiles.document("conf/prometheus/prometheus.yaml");
        for (JsonNode job : prometheus.path("scrape_configs")) {
            for (JsonNode group : job.path("static_configs")) {
                assertThat(texts(group.path("targets"))).isNotEmpty().allSatisfy(target -> {
                    String host = target.substring(0, target.indexOf(':'));
                    assertThat(COMPOSE.services().has(host)).as(target).isTrue();
                    assertThat(target).isEqualTo(host + ":" + ports.get(host));
                });
            }
        }
        assertThat(prometheus.toString()).contains(ports.keySet());
        assertThat(texts(prometheus.path("rule_files")))
                .isNotEmpty()
                .allMatch(file -> new File(ROOT.resolve("conf/prometheus").toFile(), file).isFile());
    }

    @Test
    void kubernetesScrapesWithTheJobNamesThatTheRulesUse() {
        Set<String> jobs = new TreeSet<>();
        DeploymentFiles.document("conf/prometheus/prometheus.yaml")
                .path("scrape_configs")
                .forEach(job -> jobs.add(job.path("job_name").asText()));
        Set<String> named = new TreeSet<>();
        for (String monitor : List.of("convergence-gateway", "convergence-query", "convergence-relay", "flink")) {
            JsonNode relabeling =
                    KubernetesObjects.object("PodMonitor", monitor).at("/spec/podMetricsEndpoints/0/relabelings/0");
            assertThat(relabeling.path("targetLabel").asText()).isEqualTo("job");
            // Flink labels its pods by their component.
            for (String component : List.of("jobmanager", "taskmanager")) {
                named.add(relabeling.path("replacement").asText().replace("$1", component));
            }
        }
        assertThat(named).isEqualTo(jobs);
    }

    @Test
    void prometheusIsStartedWithTheMountedFile() {
        List<String> command = texts(COMPOSE.service("prometheus").path("command"));
        String file = command.get(0).substring("--config.file=".length());
        assertThat(new ContainerFiles(COMPOSE.mounts("prometheus")).of(file)).isRegularFile();
        assertThat(command).contains("--storage.tsdb.path=/prometheus");
        assertThat(texts(COMPOSE.service("prometheus").path("volumes"))).contains("prometheus:/prometheus");
    }

    @Test
    void grafanaFindsPrometheusAndItsDashboards() {
        Map<String, String> mounts = COMPOSE.mounts("grafana");
        assertThat(mounts).containsEntry("/etc/grafana/provisioning", "conf/grafana/provisioning");
        File[] boards =
                ROOT.resolve("conf/grafana/provisioning/dashboards").toFile().listFiles();
        assertThat(boards).isNotEmpty();
        for (File board : boards) {
            for (JsonNode provider : DeploymentFiles.document(
                            ROOT.relativize(board.toPath()).toString())
                    .path("providers")) {
                assertThat(mounts.keySet())
                        .contains(provider.at("/options/path").asText());
            }
        }
        File[] sources =
                ROOT.resolve("conf/grafana/provisioning/datasources").toFile().listFiles();
        assertThat(sources).isNotEmpty();
        for (File source : sources) {
            for (JsonNode datasource : DeploymentFiles.document(
                            ROOT.relativize(source.toPath()).toString())
                    .path("datasources")) {
                assertThat(Set.of("http://prometheus:9090", "postgres:5432"))
                        .contains(datasource.path("url").asText());
            }
        }
    }
}
