package io.convergence.launcher.deploy;

import static io.convergence.launcher.deploy.DeploymentFiles.entries;
import static io.convergence.launcher.deploy.KubernetesObjects.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.junit.jupiter.api.Test;

/** Agreement of the network policies with the ports of the services. */
class NetworkPoliciesTest {
    private static final String MONITORING = "monitoring";
    /** docker-entrypoint.sh in github.com/apache/flink-docker sets it. */
    private static final int BLOB_SERVER = 6124;

    @Test
    void trafficIsDeniedUnlessAPolicyAllowsIt() {
        JsonNode deny = object("NetworkPolicy", "default-deny").path("spec");
        assertThat(DeploymentFiles.texts(deny.path("policyTypes"))).containsExactly("Ingress", "Egress");
        assertThat(deny.path("podSelector")).isEmpty();
        assertThat(deny.has("ingress") || deny.has("egress")).isFalse();
    }

    @Test
    void theGatewayAdmitsTheIngressAndOnItsManagementPortOnlyMonitoring() {
        Map<String, Integer> ports =
                containerPorts(object("Deployment", "gateway").at("/spec/template/spec"));
        assertThat(admitted("gateway", "ingress"))
                .isEqualTo(Map.of(
                        "ingress-nginx", Set.of(ports.get("ingest")), MONITORING, Set.of(ports.get("management"))));
    }

    @Test
    void theQueryServiceAdmitsTheIngressAndReachesTheDatabase() {
        Map<String, Integer> ports =
                containerPorts(object("Deployment", "query").at("/spec/template/spec"));
        assertThat(admitted("query", "ingress"))
                .isEqualTo(
                        Map.of("ingress-nginx", Set.of(ports.get("api")), MONITORING, Set.of(ports.get("management"))));
        assertThat(admitted("database", "egress")).isEqualTo(Map.of("postgres", Set.of(5432)));
        JsonNode selector = object("NetworkPolicy", "database").at("/spec/podSelector/matchExpressions/0/values");
        for (JsonNode pod : List.of(
                object("Deployment", "query").at("/spec/template"),
                object("Job", "database-roles").at("/spec/template"))) {
            Map<String, String> labels = entries(pod.at("/metadata/labels"));
            assertThat(DeploymentFiles.texts(selector)).contains(labels.get("app.kubernetes.io/name"));
            assertThat(labels.entrySet()).containsAll(selected("names"));
            assertThat(pod.toString()).contains("postgres.postgres.svc");
        }
        assertThat(entries(object("Deployment", "query").at("/spec/template/metadata/labels"))
                        .entrySet())
                .containsAll(selected("query"))
                .containsAll(
                        entries(object("Service", "query").at("/spec/selector")).entrySet())
                .containsAll(entries(object("PodMonitor", "convergence-query").at("/spec/selector/matchLabels"))
                        .entrySet());
    }

    @Test
    void flinkAdmitsItsOwnProcessesTheOperatorAndMonitoring() {
        JsonNode flink = object("FlinkDeployment", "convergence").path("spec");
        Map<String, String> configuration = entries(flink.path("flinkConfiguration"));
        Set<Integer> cluster = new TreeSet<>(Set.of(
                port(configuration, "taskmanager.data.port"),
                port(configuration, "taskmanager.rpc.port"),
                port(configuration, "metrics.internal.query-service.port"),
                JobManagerOptions.PORT.defaultValue(),
                BLOB_SERVER));
        assertThat(admitted("flink", "ingress"))
                .isEqualTo(Map.of(
                        "flink",
                        cluster,
                        "flink-operator",
                        Set.of(RestOptions.PORT.defaultValue()),
                        MONITORING,
                        Set.of(port(configuration, "metrics.reporter.prom.port"))));
        assertThat(containerPorts(flink.at("/podTemplate/spec")))
                .isEqualTo(Map.of("metrics", port(configuration, "metrics.reporter.prom.port")));
        String postgres = flink.at("/job/args").toString().replaceAll(".*jdbc:postgresql://[^:]+:(\\d+)/.*", "$1");
        assertThat(admitted("flink", "egress"))
                .isEqualTo(Map.of(
                        "flink",
                        cluster,
                        "postgres",
                        Set.of(Integer.valueOf(postgres)),
                        "anywhere",
                        Set.of(443, 6443)));
    }

    @Test
    void everyPodReachesKafkaOnItsPortAndTheNameServiceOfTheCluster() {
        String brokers =
                object("FlinkDeployment", "convergence").at("/spec/job/args").toString();
        Integer port = Integer.valueOf(brokers.replaceAll(".*kafka\\.kafka\\.svc:(\\d+).*", "$1"));
        assertThat(admitted("kafka", "egress")).isEqualTo(Map.of("kafka", Set.of(port)));
        assertThat(object("Deployment", "gateway").toString()).contains("kafka.kafka.svc:" + port);
        assertThat(object("Job", "topics").toString()).contains("kafka.kafka.svc:" + port);
        assertThat(admitted("names", "egress")).isEqualTo(Map.of("kube-system", Set.of(53)));
    }

    @Test
    void policiesSelectExistingPods() {
        Map<String, String> gateway = entries(object("Deployment", "gateway").at("/spec/template/metadata/labels"));
        Map<String, String> flink =
                entries(object("FlinkDeployment", "convergence").at("/spec/podTemplate/metadata/labels"));
        Map<String, String> topics = entries(object("Job", "topics").at("/spec/template/metadata/labels"));
        assertThat(gateway.entrySet()).containsAll(selected("gateway"));
        assertThat(flink.entrySet()).containsAll(selected("flink"));
        for (Map<String, String> labels : Set.of(gateway, flink, topics)) {
            assertThat(labels.entrySet()).containsAll(selected("kafka")).containsAll(selected("names"));
        }
        assertThat(gateway.entrySet())
                .containsAll(entries(object("Service", "gateway").at("/spec/selector"))
                        .entrySet());
        for (String monitor : Set.of("convergence-gateway", "flink")) {
            Map<String, String> scraped = entries(object("PodMonitor", monitor).at("/spec/selector/matchLabels"));
            assertThat((monitor.equals("flink") ? flink : gateway).entrySet()).containsAll(scraped.entrySet());
        }
    }

    @Test
    void monitorsScrapePortsOfThePods() {
        JsonNode gateway = object("PodMonitor", "convergence-gateway").at("/spec/podMetricsEndpoints/0");
        assertThat(containerPorts(object("Deployment", "gateway").at("/spec/template/spec")))
                .containsKey(gateway.path("port").asText());
        assertThat(gateway.path("path").asText()).isEqualTo("/metrics");
        assertThat(containerPorts(object("FlinkDeployment", "convergence").at("/spec/podTemplate/spec")))
                .containsKey(object("PodMonitor", "flink")
                        .at("/spec/podMetricsEndpoints/0/port")
                        .asText());
    }

    private static Set<Map.Entry<String, String>> selected(String policy) {
        return entries(object("NetworkPolicy", policy).at("/spec/podSelector/matchLabels"))
                .entrySet();
    }

    /** The admitted ports by peer: a namespace, pods, or anywhere. */
    private static Map<String, Set<Integer>> admitted(String policy, String direction) {
        Map<String, Set<Integer>> admitted = new TreeMap<>();
        for (JsonNode rule : object("NetworkPolicy", policy).at("/spec/" + direction)) {
            JsonNode peer =
                    rule.path(direction.equals("ingress") ? "from" : "to").path(0);
            String namespace = peer.path("namespaceSelector")
                    .path("matchLabels")
                    .path("kubernetes.io/metadata.name")
                    .asText();
            String pods = peer.path("podSelector")
                    .path("matchLabels")
                    .path("app.kubernetes.io/name")
                    .asText();
            String who = peer.isMissingNode() ? "anywhere" : namespace + pods;
            Set<Integer> ports = new TreeSet<>();
            rule.path("ports").forEach(port -> ports.add(port.path("port").asInt()));
            assertThat(admitted.put(who, ports)).as(who).isNull();
        }
        return admitted;
    }

    private static Map<String, Integer> containerPorts(JsonNode pod) {
        Map<String, Integer> ports = new TreeMap<>();
        pod.at("/containers/0/ports")
                .forEach(port -> ports.put(
                        port.path("name").asText(), port.path("containerPort").asInt()));
        return ports;
    }

    private static Integer port(Map<String, String> configuration, String key) {
        return Integer.valueOf(configuration.getOrDefault(key, ""));
    }
}
