package io.convergence.launcher.deploy;

import static io.convergence.launcher.deploy.DeploymentFiles.entries;
import static io.convergence.launcher.deploy.DeploymentFiles.texts;
import static io.convergence.launcher.deploy.KubernetesObjects.object;
import static io.convergence.launcher.harness.Project.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.core.settings.CommandLine;
import io.convergence.gateway.settings.GatewaySettings;
import io.convergence.jobs.ConvergenceJob;
import io.convergence.jobs.SessionsJob;
import io.convergence.jobs.settings.ConvergenceSettings;
import io.convergence.jobs.settings.SessionsSettings;
import io.convergence.query.settings.QuerySettings;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.junit.jupiter.api.Test;

/** Agreement of {@code docker/kubernetes} with the types of Kubernetes and with the code. */
class KubernetesTest {
    /** Options of the operator, which is not on the classpath: nightlies.apache.org, Flink Kubernetes Operator, Configuration. */
    private static final Set<String> OPERATOR_KEYS = Set.of(
            "kubernetes.operator.pod-template.merge-arrays-by-name",
            "kubernetes.operator.deployment.rollback.enabled",
            "kubernetes.operator.deployment.readiness.timeout",
            "kubernetes.operator.savepoint.history.max.count",
            "kubernetes.operator.periodic.savepoint.interval");
    /** Options of Flink that are not in conf/config.yaml. */
    private static final Set<String> FLINK_KEYS = Set.of(
            HighAvailabilityOptions.HA_MODE.key(),
            HighAvailabilityOptions.HA_STORAGE_PATH.key(),
            NettyShuffleEnvironmentOptions.DATA_PORT.key(),
            TaskManagerOptions.RPC_PORT.key(),
            MetricOptions.QUERY_SERVICE_PORT.key());
    /** Options that other fields of a FlinkDeployment set: resources and parallelism of the job. */
    private static final Set<String> SET_BY_FIELDS =
            Set.of("taskmanager.memory.process.size", "jobmanager.memory.process.size", "parallelism.default");

    private static final JsonNode FLINK =
            object("FlinkDeployment", "convergence").path("spec");

    @Test
    void noObjectHasAnUnknownProperty() throws JsonProcessingException {
        for (JsonNode object : KubernetesObjects.all()) {
            JsonNode read = object.path("kind").asText().equals("FlinkDeployment") ? withoutVersion(object) : object;
            assertThat(KubernetesObjects.parseStrictly(read)).isNotNull();
        }
    }

    @Test
    void anUnknownPropertyIsDetected() {
        for (JsonNode object : KubernetesObjects.all()) {
            boolean flink = object.path("kind").asText().equals("FlinkDeployment");
            JsonNode wrong = flink ? withoutVersion(object) : object.deepCopy();
            ((ObjectNode) (flink ? wrong.at("/spec/podTemplate/spec") : wrong.path("metadata"))).put("wrong", 1);
            assertThatThrownBy(() -> KubernetesObjects.parseStrictly(wrong))
                    .isInstanceOf(UnrecognizedPropertyException.class)
                    .hasMessageContaining("\"wrong\"");
        }
    }

    /** The newest published types of the operator are older than Flink 2.2; the version is compared by itself. */
    private static JsonNode withoutVersion(JsonNode deployment) {
        JsonNode copy = deployment.deepCopy();
        ((ObjectNode) copy.path("spec")).remove("flinkVersion");
        return copy;
    }

    @Test
    void flinkIsOfTheVersionThatTheJarIsCompiledAgainst() {
        String flink = DeploymentFiles.pomProperty("flink.version");
        assertThat(FLINK.path("flinkVersion").asText())
                .isEqualTo("v" + flink.substring(0, flink.lastIndexOf('.')).replace('.', '_'));
        assertThat(entries(DeploymentFiles.document("docker/kubernetes/kustomization.yaml")
                        .path("images")
                        .get(0)))
                .containsEntry("newTag", DeploymentFiles.version());
        assertThat(FLINK.path("image").asText()).isEqualTo("convergence/job:" + DeploymentFiles.version());
        assertThat(variable(main(FLINK.path("podTemplate")), "ENABLE_BUILT_IN_PLUGINS")
                        .path("value")
                        .asText())
                .isEqualTo("flink-s3-fs-presto-" + flink + ".jar");
        assertThat(container("Job", "topics").path("image").asText())
                .isEqualTo("apache/kafka:" + DeploymentFiles.pomProperty("kafka.version"));
        assertThat(container("Deployment", "gateway").path("image").asText())
                .isEqualTo("convergence/gateway:" + DeploymentFiles.version());
    }

    @Test
    void flinkIsConfiguredAsInItsFileExceptForStorageAndPorts() {
        Map<String, String> file = new TreeMap<>(entries(DeploymentFiles.document("conf/config.yaml")));
        file.keySet().removeAll(SET_BY_FIELDS);
        Map<String, String> configured = new TreeMap<>(entries(FLINK.path("flinkConfiguration")));
        assertThat(configured.keySet()).containsAll(OPERATOR_KEYS).containsAll(FLINK_KEYS);
        configured.keySet().removeAll(OPERATOR_KEYS);
        configured.keySet().removeAll(FLINK_KEYS);
        for (String key : List.of("execution.checkpointing.dir", "execution.checkpointing.savepoint-dir")) {
            assertThat(configured.remove(key)).startsWith("s3://");
            assertThat(file.remove(key)).startsWith("file:///");
        }
        assertThat(configured).isEqualTo(file);
    }

    @Test
    void processesHaveTheSizesOfTheFile() {
        Map<String, String> file = entries(DeploymentFiles.document("conf/config.yaml"));
        for (String process : List.of("jobManager", "taskManager")) {
            String size = file.getOrDefault(process.toLowerCase(Locale.ROOT) + ".memory.process.size", "");
            assertThat(MemorySize.parse(
                            FLINK.path(process).at("/resource/memory").asText()))
                    .isEqualTo(MemorySize.parse(size));
        }
        assertThat(FLINK.at("/job/parallelism").asText()).isEqualTo(file.get("parallelism.default"));
    }

    @Test
    void theJobIsStartedWithOptionsThatItKnows() {
        assertThat(FLINK.at("/job/entryClass").asText()).isEqualTo(ConvergenceJob.class.getName());
        Dockerfile image = Dockerfile.read("docker/job.Dockerfile");
        assertThat(image.copies().get(0)[1])
                .isEqualTo(FLINK.at("/job/jarURI").asText().replace("local://", ""));
        ContainerFiles files =
                image.files("/").with(mounts(FLINK.at("/podTemplate/spec"), main(FLINK.path("podTemplate"))));
        ConvergenceSettings settings = ConvergenceSettings.from(
                Configuration.fromMap(CommandLine.parse(files.arguments(texts(FLINK.at("/job/args")), "--config"))),
                ComposeFile.ENVIRONMENT);
        assertThat(settings.kafka().clients()).containsEntry("bootstrap.servers", "kafka.kafka.svc:9092");
        assertThat(FLINK.at("/job/upgradeMode").asText()).isEqualTo("savepoint");
    }

    @Test
    void theOverlayOfTheSecondPlaneRunsTheSessionsJobAsTheOtherJobAndOpensTheGateway() throws JsonProcessingException {
        String overlay = "docker/kubernetes-events/";
        JsonNode kustomization = DeploymentFiles.document(overlay + "kustomization.yaml");
        assertThat(texts(kustomization.path("resources")))
                .containsExactly("../kubernetes", "topics.yaml", "sessions.yaml");
        JsonNode deployment = DeploymentFiles.document(overlay + "sessions.yaml");
        assertThat(KubernetesObjects.parseStrictly(withoutVersion(deployment))).isNotNull();
        JsonNode spec = deployment.path("spec");
        for (String part : List.of("flinkVersion", "image", "flinkConfiguration", "jobManager", "taskManager")) {
            assertThat(spec.path(part)).as(part).isEqualTo(FLINK.path(part));
        }
        assertThat(spec.at("/job/entryClass").asText()).isEqualTo(SessionsJob.class.getName());
        ContainerFiles files = Dockerfile.read("docker/job.Dockerfile")
                .files("/")
                .with(mounts(spec.at("/podTemplate/spec"), main(spec.path("podTemplate"))));
        SessionsSettings settings = SessionsSettings.from(
                Configuration.fromMap(CommandLine.parse(files.arguments(texts(spec.at("/job/args")), "--config"))),
                ComposeFile.ENVIRONMENT);
        JsonNode topics = DeploymentFiles.document(overlay + "topics.yaml");
        assertThat(KubernetesObjects.parseStrictly(topics)).isNotNull();
        assertThat(DeploymentFiles.text("conf/kafka/"
                        + variable(topics.at("/spec/template/spec/containers/0"), "TOPICS_FILE")
                                .path("value")
                                .asText()))
                .contains("\n" + settings.events() + ' ');
        assertThat(kustomization.at("/patches/0/patch").asText()).contains("--events.enabled", "\"true\"");
    }

    @Test
    void variablesAreReadByTheCodeAndSecretsAreReferencesOnly() {
        Set<String> job = DeploymentFiles.variablesOf("jobs");
        JsonNode jobManager = main(FLINK.at("/jobManager/podTemplate"));
        assertThat(names(jobManager.path("env"))).isNotEmpty().allMatch(job::contains);
        Set<String> gateway = DeploymentFiles.variablesOf("edge/gateway");
        JsonNode container = container("Deployment", "gateway");
        assertThat(names(container.path("env"))).isNotEmpty().allMatch(gateway::contains);
        for (JsonNode environment : List.of(jobManager.path("env"), container.path("env"))) {
            environment.forEach(variable -> {
                assertThat(variable.has("value")).isFalse();
                assertThat(variable.at("/valueFrom/secretKeyRef/key").asText())
                        .isEqualTo(variable.path("name").asText());
            });
        }
        assertThat(names(container("Job", "topics").path("env")))
                .containsExactlyInAnyOrder("KAFKA_HEAP_OPTS", "LOG_DIR");
        assertThat(KubernetesObjects.all())
                .noneMatch(object -> object.path("kind").asText().equals("Secret"));
    }

    @Test
    void theGatewayIsStartedWithKnownOptionsAndProbedOnItsManagementPort() {
        JsonNode container = container("Deployment", "gateway");
        Dockerfile image = Dockerfile.read("docker/gateway.Dockerfile");
        List<String> words = image.words("ENTRYPOINT");
        List<String> arguments = new ArrayList<>(words.subList(words.indexOf("--config"), words.size()));
        String directory = image.last("WORKDIR") + "/";
        arguments.set(1, directory + arguments.get(1));
        arguments.addAll(texts(container.path("args")));
        ContainerFiles files = image.files(image.last("WORKDIR"))
                .with(mounts(object("Deployment", "gateway").at("/spec/template/spec"), container));
        GatewaySettings settings = GatewaySettings.from(
                CommandLine.parse(files.arguments(arguments, "--config")), ComposeFile.ENVIRONMENT);
        assertThat(files.of(directory + settings.registryFile())).isEqualTo(ROOT.resolve("conf/apps.yaml"));
        Map<String, Integer> ports = new TreeMap<>();
        container
                .path("ports")
                .forEach(port -> ports.put(
                        port.path("name").asText(), port.path("containerPort").asInt()));
        assertThat(ports)
                .isEqualTo(Map.of(
                        "ingest", settings.server().port(),
                        "management", settings.server().managementPort()));
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(entries(container.path(probe).path("httpGet")))
                    .isEqualTo(Map.of(
                            "path", probe.equals("readinessProbe") ? "/ready" : "/health", "port", "management"));
        }
        JsonNode service = object("Service", "gateway").at("/spec/ports/0");
        assertThat(service.path("port").asInt()).isEqualTo(settings.server().port());
        assertThat(service.path("targetPort").asText()).isEqualTo("ingest");
        long grace = object("Deployment", "gateway")
                .at("/spec/template/spec/terminationGracePeriodSeconds")
                .asLong();
        long wait = container.at("/lifecycle/preStop/exec/command/1").asLong();
        assertThat(grace)
                .isGreaterThan(wait + settings.server().shutdownTimeout().toSeconds());
    }

    @Test
    void theQueryServiceIsStartedWithKnownOptionsAndTheRolesAreCreatedByTheSharedFiles() {
        JsonNode container = container("Deployment", "query");
        assertThat(container.path("image").asText()).isEqualTo("convergence/query:" + DeploymentFiles.version());
        Dockerfile image = Dockerfile.read("docker/query.Dockerfile");
        ContainerFiles files = image.files(image.last("WORKDIR"))
                .with(mounts(object("Deployment", "query").at("/spec/template/spec"), container));
        QuerySettings settings = QuerySettings.from(
                CommandLine.parse(files.arguments(image.started(texts(container.path("args"))), "--config")),
                ComposeFile.ENVIRONMENT);
        assertThat(files.of(image.last("WORKDIR") + "/" + settings.accessFile()))
                .isEqualTo(ROOT.resolve("conf/access.yaml"));
        assertThat(files.of(image.last("WORKDIR") + "/" + settings.registryFile()))
                .isEqualTo(ROOT.resolve("conf/apps.yaml"));
        assertThat(texts(container.path("args"))).contains("kafka.kafka.svc:9092");
        assertThat(FLINK.at("/job/args").toString())
                .contains('"' + settings.store().url() + '"');
        assertThat(container.at("/ports/0/containerPort").asInt())
                .isEqualTo(settings.server().port());
        assertThat(container.at("/ports/1/containerPort").asInt())
                .isEqualTo(settings.server().managementPort());
        assertThat(names(container.path("env")))
                .isNotEmpty()
                .allMatch(DeploymentFiles.variablesOf("edge/query")::contains);
        JsonNode pod = object("Job", "database-roles").at("/spec/template/spec");
        String script = "conf/postgres/create-roles.sh";
        assertThat(new ContainerFiles(mounts(pod, pod.at("/containers/0")))
                        .of(pod.at("/containers/0/command/1").asText()))
                .isEqualTo(ROOT.resolve(script));
        assertThat(names(pod.at("/containers/0/env")))
                .allMatch(name ->
                        name.startsWith("PG") || DeploymentFiles.text(script).contains(name));
    }

    @Test
    void topicsAreCreatedByTheSameFiles() {
        JsonNode pod = object("Job", "topics").at("/spec/template/spec");
        ContainerFiles files = new ContainerFiles(mounts(pod, pod.at("/containers/0")));
        assertThat(files.of(pod.at("/containers/0/command/1").asText()))
                .isEqualTo(ROOT.resolve("conf/kafka/create-topics.sh"));
        assertThat(files.of("/opt/convergence/kafka/topics.conf")).isRegularFile();
    }

    @Test
    void theKustomizationNamesEveryFileOfItsDirectory() {
        JsonNode kustomization = DeploymentFiles.document("docker/kubernetes/kustomization.yaml");
        Set<String> named = new TreeSet<>(texts(kustomization.path("resources")));
        assertThat(named.remove("../../conf")).isTrue();
        named.addAll(texts(kustomization.path("configurations")));
        named.add("kustomization.yaml");
        String[] present = ROOT.resolve("docker/kubernetes").toFile().list();
        assertThat(present).containsExactlyInAnyOrderElementsOf(named);
        assertThat(configMaps().values())
                .allSatisfy(paths -> assertThat(paths)
                        .allMatch(
                                path -> Files.isRegularFile(ROOT.resolve("conf").resolve(path))));
    }

    /** The files of the project that a container mounts from ConfigMaps, by their path in it. */
    private static Map<String, String> mounts(JsonNode pod, JsonNode container) {
        Map<String, String> maps = new TreeMap<>();
        pod.path("volumes").forEach(volume -> {
            if (volume.has("configMap")) {
                maps.put(
                        volume.path("name").asText(),
                        volume.at("/configMap/name").asText());
            }
        });
        Map<String, String> mounts = new TreeMap<>();
        container.path("volumeMounts").forEach(mount -> {
            String map = maps.get(mount.path("name").asText());
            if (map != null) {
                for (String path : configMaps().getOrDefault(map, List.of())) {
                    String file = path.substring(path.lastIndexOf('/') + 1);
                    mounts.put(mount.path("mountPath").asText() + "/" + file, "conf/" + path);
                }
            }
        });
        return mounts;
    }

    /** Files of conf by the ConfigMap that contains them. */
    private static Map<String, List<String>> configMaps() {
        Map<String, List<String>> maps = new TreeMap<>();
        DeploymentFiles.document("conf/kustomization.yaml")
                .path("configMapGenerator")
                .forEach(map -> maps.put(map.path("name").asText(), texts(map.path("files"))));
        return maps;
    }

    private static JsonNode container(String kind, String name) {
        return object(kind, name).at("/spec/template/spec/containers/0");
    }

    private static JsonNode main(JsonNode template) {
        JsonNode container = template.at("/spec/containers/0");
        assertThat(container.path("name").asText()).isEqualTo("flink-main-container");
        return container;
    }

    private static JsonNode variable(JsonNode container, String name) {
        for (JsonNode variable : container.path("env")) {
            if (variable.path("name").asText().equals(name)) {
                return variable;
            }
        }
        throw new AssertionError("no variable " + name);
    }

    private static List<String> names(JsonNode array) {
        List<String> names = new ArrayList<>();
        array.forEach(element -> names.add(element.path("name").asText()));
        return names;
    }
}
