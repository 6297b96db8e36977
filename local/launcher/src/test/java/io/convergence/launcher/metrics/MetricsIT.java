package io.convergence.launcher.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.kit.net.FreePort;
import io.convergence.kit.wait.Waiting;
import io.convergence.launcher.demo.DemoConsole;
import io.convergence.launcher.demo.DemoEdge;
import io.convergence.launcher.demo.DemoRelay;
import io.convergence.launcher.harness.BadRecord;
import io.convergence.launcher.harness.DefinitionFeed;
import io.convergence.launcher.harness.Lines;
import io.convergence.launcher.harness.Objectives;
import io.convergence.launcher.harness.Project;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.StartedSystem;
import io.convergence.launcher.harness.Variant;
import io.convergence.launcher.system.KillableCluster;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import io.convergence.launcher.system.RunDirectory;
import io.convergence.launcher.system.RunningJob;
import io.convergence.launcher.system.Teardown;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.configuration.GlobalConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The metrics of the real job, gateway, query service and relay, as Prometheus reads them with the shipped configuration. */
class MetricsIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    private static final String OPERATOR = "flink_taskmanager_job_task_operator_";
    private static final String INTAKE = OPERATOR + "deserializer_intake_plane_";

    /** Metrics that Prometheus itself provides. */
    private static final Set<String> OF_PROMETHEUS = Set.of("up");

    /** Admissible labels; those of Flink name processes, tasks and states. */
    private static final Set<String> LABELS = Set.of(
            "plane",
            "reason",
            "tenant",
            "kind",
            "status",
            "verdict",
            "table",
            "le",
            "host",
            "tm_id",
            "job_id",
            "job_name",
            "task_name",
            "operator_name",
            "subtask_index",
            "split",
            "topic",
            "partition",
            "column_family",
            "quantile");

    private static final String OBJECTIVE = """
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: by-host, labels: {tenant: acme}}
            spec:
              service: shop
              indicator:
                metadata: {name: by-host-sli}
                spec:
                  ratioMetric:
                    counter: true
                    total: {metricSource: {type: convergence, spec: {source: rum, groupBy: [host]}}}
                    good: {metricSource: {type: convergence, spec: {source: rum, good: {ok: true}}}}
              timeWindow: [{duration: 1h, isRolling: true}]
              budgetingMethod: Occurrences
              objectives: [{target: 0.9}]
            """;

    @TempDir
    Path directory;

    @Test
    void countsAreExactAndEveryMetricOfRulesAndDashboardExists() throws Exception {
        int port = FreePort.orAny(0);
        Variant variant = variant(port);
        URI address = URI.create("http://127.0.0.1:" + port + "/metrics");
        try (Stage stage = SYSTEM.stage();
                Teardown teardown = new Teardown();
                RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers());
                DefinitionFeed definitions = new DefinitionFeed(stage);
                KillableCluster cluster = KillableCluster.start(stage.configuration(variant), directory)) {
            stage.define(Objectives.read(OBJECTIVE));
            definitions.send(Objectives.WRITTEN_AT, "acme/SLO/wrong", "kind: [".getBytes(StandardCharsets.UTF_8));
            RunningJob job = cluster.submit(stage.build(stage.configuration(variant), variant));
            int heartbeats = CountedStream.publish(stage, publisher, job);
            // The commit latency is counted after the checkpoint of the signal, when all other counts are final.
            Waiting.until(
                    "the signal is committed",
                    () -> Scrape.of(address).sum(OPERATOR + "sink_signal_commit_latency_seconds_count") == 1);
            Scrape scrape = Scrape.of(address);

            assertInputMetrics(scrape, heartbeats);
            assertSignalMetrics(scrape, stage);
            assertSinkMetrics(scrape, stage);
            assertNoLabelNamesAHostPageOrRecord(scrape);
            assertARestartLosesNoTransaction(
                    stage, cluster, publisher, address, variant.restoredFrom(job.stopWithSavepoint()));
            assertNamesExist(List.of(scrape, gateway(stage, teardown), query(stage, teardown), relay(stage, teardown)));
        }
    }

    /** The shipped metrics options on a free port, with bounds that the stream exceeds. */
    private static Variant variant(int port) {
        Variant variant = Variant.usual()
                .withJobOption("tenants.allowed", Lines.TENANT)
                .withJobOption("bounds.hosts", "2")
                .withJobOption("bounds.groups", "2")
                .withJobOption("bounds.apps", "2");
        Map<String, String> shipped = GlobalConfiguration.loadConfiguration(
                        Project.ROOT.resolve("conf").toString())
                .toMap();
        for (Map.Entry<String, String> option : shipped.entrySet()) {
            if (option.getKey().matches("metrics\\..*|state\\.backend\\.rocksdb\\.metrics\\..*")) {
                variant = variant.withFlinkOption(option.getKey(), option.getValue());
            }
        }
        return variant.withFlinkOption("metrics.reporter.prom.port", String.valueOf(port))
                .withFlinkOption("execution.checkpointing.interval", "1 s");
    }

    private static void assertInputMetrics(Scrape scrape, int heartbeats) {
        Map<String, Double> refused = new TreeMap<>();
        for (BadRecord bad : CountedStream.BAD) {
            String plane = bad.topic().equals(LocalTopics.BEACONS) ? "rum" : "synthetic";
            refused.merge(plane + ' ' + bad.reason(), 1.0, Double::sum);
        }
        Map<String, Double> counted = new TreeMap<>();
        scrape.series(INTAKE + "reason_rejected").stream()
                .filter(sample -> sample.value() > 0)
                .forEach(sample -> counted.merge(
                        sample.labels().get("plane") + ' ' + sample.labels().get("reason"),
                        sample.value(),
                        Double::sum));
        assertThat(counted).isEqualTo(refused).containsKey("rum future");
        assertThat(scrape.sum(INTAKE + "heartbeats")).isEqualTo(heartbeats);
        int views = CountedStream.VIEWS;
        assertThat(scrape.sum(INTAKE + "records")).isEqualTo(views + 4 + heartbeats + CountedStream.BAD.size());

        String tenant = "tenant=" + Lines.TENANT;
        assertThat(scrape.sum(OPERATOR + "convergence_tenant_late_views", tenant))
                .isEqualTo(6);
        assertThat(scrape.sum(OPERATOR + "convergence_tenant_late_results", tenant))
                .isEqualTo(1);
        assertThat(scrape.sum(OPERATOR + "slo_tenant_late_events", tenant)).isEqualTo(1);
        assertThat(scrape.sum(OPERATOR + "convergence_duplicate_results")).isEqualTo(2);
        assertThat(scrape.sum(OPERATOR + "intake_duplicates", "operator_name=deduplicate-results"))
                .isEqualTo(2);
        assertThat(scrape.sum(OPERATOR + "bundle_events", "operator_name=bundle-beacons"))
                .isEqualTo(views);
        assertThat(scrape.sum(OPERATOR + "bundle_partials", "operator_name=bundle-beacons"))
                .isBetween(1.0 + CountedStream.OTHER_HOSTS, (double) views);
    }

    private static void assertSignalMetrics(Scrape scrape, Stage stage) {
        Map<String, Double> published = new TreeMap<>();
        stage.output().signals().forEach(signal -> published.merge(signal.joined("kind", "status"), 1.0, Double::sum));
        Map<String, Double> counted = new TreeMap<>();
        for (String scope : List.of("convergence", "slo")) {
            scrape.series(OPERATOR + scope + "_kind_status_signals").stream()
                    .filter(sample -> sample.value() > 0)
                    .forEach(sample -> counted.merge(
                            sample.labels().get("kind") + ' ' + sample.labels().get("status"),
                            sample.value(),
                            Double::sum));
        }
        assertThat(counted).isEqualTo(published).isNotEmpty();
        assertThat(scrape.sum(OPERATOR + "convergence_tenant_refused_app_views"))
                .isEqualTo(2);
        // Each refused host had one view; accepted hosts free their place when their window ends.
        assertThat(scrape.sum(OPERATOR + "convergence_tenant_refused_host_records"))
                .isBetween(CountedStream.OTHER_HOSTS - 3.0, CountedStream.OTHER_HOSTS - 1.0);
        // Each group has one event: it has a budget of its own, or its event is refused and counted by the budget
        // (other).
        assertThat(scrape.sum(OPERATOR + "slo_tenant_refused_group_events") + scrape.sum(OPERATOR + "slo_open_groups"))
                .isEqualTo(1 + CountedStream.OTHER_HOSTS + 1);
        assertThat(scrape.sum(OPERATOR + "slo_definitions_held")).isEqualTo(1);
        assertThat(scrape.sum(OPERATOR + "slo_definitions_refused")).isEqualTo(1);
    }

    private static void assertSinkMetrics(Scrape scrape, Stage stage) throws Exception {
        String publish = "operator_name=publish: Committer";
        assertThat(scrape.sum(OPERATOR + "successfulCommittables", publish)).isPositive();
        assertThat(scrape.sum(OPERATOR + "failedCommittables", publish)).isZero();
        assertThat(scrape.sum(OPERATOR + "sink_le_signal_commit_latency_seconds_bucket", "le=+Inf"))
                .isEqualTo(1);
        for (String table : List.of("convergence_transitions", "slo_reports")) {
            String rows = stage.rows().query("SELECT count(*) FROM " + table).get(0);
            assertThat(scrape.sum(OPERATOR + "sink_table_rows_written", "table=" + table))
                    .as(table)
                    .isEqualTo(Double.parseDouble(rows));
        }
        assertThat(scrape.sum(OPERATOR + "sink_table_statement_failures")).isZero();
        assertThat(scrape.sum(OPERATOR + "sink_table_rows_held")).isZero();
    }

    /** A job that is stopped while it writes commits its last transaction; the restored job finds it committed. */
    private static void assertARestartLosesNoTransaction(
            Stage stage, KillableCluster cluster, RecordPublisher publisher, URI address, Variant variant)
            throws Exception {
        // Without a checkpoint between the record and the savepoint.
        Variant seldom = variant.withFlinkOption("execution.checkpointing.interval", "3 min");
        RunningJob stopped = cluster.submit(stage.build(stage.configuration(seldom), seldom));
        Waiting.until("every task runs", stopped::isRunning);
        publisher.send(LocalTopics.BEACONS, 0, "none", new byte[] {'['});
        publisher.flush();
        awaitPositive(address, stopped, INTAKE + "reason_rejected");
        Variant restored = variant.restoredFrom(stopped.stopWithSavepoint());

        RunningJob next = cluster.submit(stage.build(stage.configuration(restored), restored));
        awaitPositive(address, next, OPERATOR + "alreadyCommittedCommittables");
        assertThat(Scrape.of(address).sum(OPERATOR + "failedCommittables", "job_id=" + next.id()))
                .isZero();
        next.cancel();
    }

    private static void awaitPositive(URI address, RunningJob job, String metric) throws Exception {
        Waiting.until(
                metric + " is positive",
                () -> Scrape.of(address).series(metric, "job_id=" + job.id()).stream()
                        .anyMatch(sample -> sample.value() > 0));
    }

    private static void assertNoLabelNamesAHostPageOrRecord(Scrape scrape) {
        Set<String> labels = new TreeSet<>();
        for (Scrape.Sample sample : scrape.samples()) {
            if (sample.name().startsWith(OPERATOR)) {
                labels.addAll(sample.labels().keySet());
            }
            assertThat(sample.labels().values())
                    .as(sample.name())
                    .noneMatch(value -> value.contains(".example") || value.contains(BadRecord.MARKER))
                    .doesNotContain("/", "shop", "app0", "home", "chrome");
        }
        labels.removeIf(LABELS::contains);
        assertThat(labels).allMatch(label -> label.matches("client_id|node_id"));
    }

    private static Scrape gateway(Stage stage, Teardown teardown) throws Exception {
        RunDirectory run = teardown.add(RunDirectory.create());
        DemoEdge edge = DemoEdge.start(stage.bootstrapServers(), 0, 0, run, teardown);
        return Scrape.of(edge.management().resolve("/metrics"));
    }

    private static Scrape query(Stage stage, Teardown teardown) throws Exception {
        RunDirectory run = teardown.add(RunDirectory.create());
        DemoConsole console = DemoConsole.start(stage.endpoints(), 0, null, run, teardown);
        return Scrape.of(console.management().resolve("/metrics"));
    }

    private static Scrape relay(Stage stage, Teardown teardown) throws Exception {
        RunDirectory run = teardown.add(RunDirectory.create());
        DemoRelay relay = DemoRelay.start(stage.bootstrapServers(), URI.create("http://127.0.0.1:1"), run, teardown);
        return Scrape.of(relay.management().resolve("/metrics"));
    }

    private static void assertNamesExist(List<Scrape> services) throws Exception {
        Set<String> expected = new TreeSet<>();
        for (String expression : MonitoringFiles.expressions()) {
            expected.addAll(MonitoringFiles.metrics(expression));
        }
        assertThat(expected).hasSizeGreaterThan(60);
        List<String> missing = new ArrayList<>(expected);
        services.forEach(service -> missing.removeAll(service.names()));
        assertThat(missing).containsExactlyInAnyOrderElementsOf(OF_PROMETHEUS);
    }
}
