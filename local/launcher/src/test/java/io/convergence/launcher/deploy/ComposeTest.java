package io.convergence.launcher.deploy;

import static io.convergence.launcher.harness.Project.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.gateway.settings.GatewaySettings;
import io.convergence.jobs.ConvergenceJob;
import io.convergence.jobs.SessionsJob;
import io.convergence.jobs.settings.ConvergenceSettings;
import io.convergence.jobs.settings.SessionsSettings;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.query.settings.QuerySettings;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kafka.server.KafkaConfig;
import org.apache.commons.cli.CommandLine;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.junit.jupiter.api.Test;

/** Agreement of {@code docker/compose.yaml} with the code and the images. */
class ComposeTest {
    /** Variables of third-party images, with the source of each. */
    private static final Map<String, Set<String>> DOCUMENTED = Map.of(
            // github.com/apache/kafka/blob/trunk/docker/examples/README.md; any KAFKA_ property is checked below.
            "topics", Set.of("KAFKA_HEAP_OPTS"),
            // hub.docker.com/_/postgres
            "postgres", Set.of("POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD"),
            // docker-entrypoint.sh in github.com/apache/flink-docker
            "jobmanager", Set.of("JOB_MANAGER_RPC_ADDRESS", "FLINK_PROPERTIES"),
            "taskmanager", Set.of("JOB_MANAGER_RPC_ADDRESS", "FLINK_PROPERTIES"),
            "sessions-jobmanager", Set.of("JOB_MANAGER_RPC_ADDRESS", "FLINK_PROPERTIES"),
            "sessions-taskmanager", Set.of("JOB_MANAGER_RPC_ADDRESS", "FLINK_PROPERTIES"),
            // TOPICS_FILE is read by conf/kafka/create-topics.sh.
            "events-topics", Set.of("KAFKA_HEAP_OPTS", "TOPICS_FILE"),
            // postgresql.org/docs/current/libpq-envars.html; the others are checked below.
            "roles", Set.of("PGHOST", "PGDATABASE", "PGUSER", "PGPASSWORD"),
            // grafana.com/docs/grafana/latest/setup-grafana/configure-grafana: GF_<section>_<key>
            "grafana", Set.of("GF_SECURITY_ADMIN_PASSWORD", "GF_ANALYTICS_REPORTING_ENABLED"));

    private static final ComposeFile COMPOSE = new ComposeFile();
    private static final Map<String, String> FLINK =
            DeploymentFiles.entries(DeploymentFiles.document("conf/config.yaml"));

    @Test
    void imagesAreOfTheVersionsThatTheTestsRunAgainst() {
        String ours = DeploymentFiles.version();
        String postgres = DeploymentFiles.pomProperty("embedded.postgres.binaries.version");
        String database = "postgres:" + postgres.substring(0, postgres.lastIndexOf('.'));
        String kafka = "apache/kafka:" + DeploymentFiles.pomProperty("kafka.version");
        Map<String, String> expected = Map.ofEntries(
                Map.entry("kafka", kafka),
                Map.entry("topics", kafka),
                Map.entry("events-topics", kafka),
                Map.entry("postgres", database),
                Map.entry("roles", database),
                Map.entry("jobmanager", "convergence/job:" + ours),
                Map.entry("taskmanager", "convergence/job:" + ours),
                Map.entry("sessions-jobmanager", "convergence/job:" + ours),
                Map.entry("sessions-taskmanager", "convergence/job:" + ours),
                Map.entry("gateway", "convergence/gateway:" + ours),
                Map.entry("query", "convergence/query:" + ours),
                Map.entry("relay", "convergence/relay:" + ours));
        COMPOSE.services().properties().forEach(service -> {
            String image = service.getValue().path("image").asText();
            assertThat(image).matches("[a-z/]+:v?\\d+(\\.\\d+)+(-SNAPSHOT)?");
            assertThat(image).isEqualTo(expected.getOrDefault(service.getKey(), image));
        });
    }

    @Test
    void everyVariableIsReadByItsService() {
        COMPOSE.services().fieldNames().forEachRemaining(name -> {
            Set<String> known = new TreeSet<>(DOCUMENTED.getOrDefault(name, Set.of()));
            if (name.endsWith("jobmanager")) {
                known.addAll(DeploymentFiles.variablesOf("jobs"));
            } else if (name.equals("gateway") || name.equals("query")) {
                known.addAll(DeploymentFiles.variablesOf("edge/" + name));
            } else if (name.equals("roles")) {
                known.addAll(DeploymentFiles.namedIn("conf/postgres/create-roles.sh", COMPOSE.environment(name)));
            } else if (name.equals("grafana")) {
                known.addAll(DeploymentFiles.namedIn(
                        "conf/grafana/provisioning/datasources/postgres.yaml", COMPOSE.environment(name)));
            } else if (name.equals("kafka")) {
                known.addAll(COMPOSE.environment(name).keySet());
            }
            assertThat(known).as(name).containsAll(COMPOSE.environment(name).keySet());
        });
    }

    @Test
    void secretsHaveNoDefaultAndPortsAreOpenOnThisMachineOnly() {
        for (JsonNode service : COMPOSE.services()) {
            DeploymentFiles.entries(service.path("environment")).forEach((variable, value) -> {
                if (variable.contains("PASSWORD") || variable.contains("SECRET")) {
                    assertThat(value).as(variable).matches("\\$\\{\\w+:\\?[^}]+}");
                }
            });
            assertThat(DeploymentFiles.texts(service.path("ports")))
                    .allMatch(port -> port.matches("127\\.0\\.0\\.1:(\\d+):\\1"));
        }
    }

    @Test
    void theBrokerAcceptsItsConfigurationAndTheJobsTransactions() {
        Map<String, String> properties = new HashMap<>();
        COMPOSE.environment("kafka").forEach((variable, value) -> {
            if (!variable.equals("KAFKA_HEAP_OPTS")) {
                properties.put(variable.substring(6).toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        assertThat(KafkaConfig.configNames()
                        .contains(properties.keySet().iterator().next()))
                .isTrue();
        for (String name : properties.keySet()) {
            assertThat(KafkaConfig.configNames().contains(name)).as(name).isTrue();
        }
        KafkaConfig broker = new KafkaConfig(properties, false);
        assertThat(broker.getInt("transaction.max.timeout.ms"))
                .isGreaterThanOrEqualTo((int) job().kafka().transactionTimeoutMillis());
        assertThat(properties.get("log.dirs")).isEqualTo("/var/lib/kafka/data");
        assertThat(DeploymentFiles.texts(COMPOSE.service("kafka").path("volumes")))
                .containsExactly("kafka:" + properties.get("log.dirs"));
        assertThat(broker.autoCreateTopicsEnable()).isFalse();
    }

    @Test
    void topicsAreCreatedBeforeTheyAreUsed() {
        ContainerFiles files = new ContainerFiles(COMPOSE.mounts("topics"));
        List<String> entrypoint =
                DeploymentFiles.texts(COMPOSE.service("topics").path("entrypoint"));
        assertThat(files.of(entrypoint.get(1))).isEqualTo(ROOT.resolve("conf/kafka/create-topics.sh"));
        assertThat(DeploymentFiles.texts(COMPOSE.service("topics").path("command")))
                .containsExactly("kafka:9092", "1");
        for (String name : List.of("jobmanager", "gateway")) {
            assertThat(COMPOSE.service(name).at("/depends_on/topics/condition").asText())
                    .isEqualTo("service_completed_successfully");
        }
        assertThat(job().neededTopics())
                .isSubsetOf(LocalTopics.defaults().partitions().keySet());
    }

    @Test
    void theJobIsStartedWithOptionsThatItKnows() {
        ConvergenceSettings settings = job();
        assertThat(settings.kafka().clients()).containsEntry("bootstrap.servers", "kafka:9092");
        assertThat(settings.postgres().url())
                .isEqualTo("jdbc:postgresql://postgres:5432/"
                        + COMPOSE.environment("postgres").get("POSTGRES_DB"));
        assertThat(settings.postgres().user())
                .isEqualTo(COMPOSE.environment("postgres").get("POSTGRES_USER"));
        assertThat(COMPOSE.environment("jobmanager").get("CONVERGENCE_POSTGRES_PASSWORD"))
                .isEqualTo(COMPOSE.environment("postgres").get("POSTGRES_PASSWORD"));
    }

    @Test
    void theSessionsJobIsStartedOnlyWithItsProfileWithOptionsThatItKnows() {
        CommandLine line = StandaloneJobCommand.parse(command("sessions-jobmanager"));
        assertThat(line.getOptionValue(StandaloneJobCommand.JOB_CLASS)).isEqualTo(SessionsJob.class.getName());
        ContainerFiles files =
                Dockerfile.read("docker/job.Dockerfile").files("/").with(COMPOSE.mounts("sessions-jobmanager"));
        SessionsSettings settings = SessionsSettings.from(
                Configuration.fromMap(
                        io.convergence.core.settings.CommandLine.parse(files.arguments(line.getArgList(), "--config"))),
                COMPOSE.environment("sessions-jobmanager"));
        assertThat(settings.postgres().url()).isEqualTo(job().postgres().url());
        assertThat(settings.kafka().clients()).isEqualTo(job().kafka().clients());
        for (String name : List.of("events-topics", "sessions-jobmanager", "sessions-taskmanager")) {
            assertThat(DeploymentFiles.texts(COMPOSE.service(name).path("profiles")))
                    .as(name)
                    .containsExactly("events");
        }
        assertThat(DeploymentFiles.text(
                        "conf/kafka/" + COMPOSE.environment("events-topics").get("TOPICS_FILE")))
                .contains("\n" + settings.events() + ' ');
    }

    @Test
    void withoutTheTwoDashesFlinkWouldReadTheJobsFileAsItsOwnDirectory() {
        List<String> command = new ArrayList<>(command("jobmanager"));
        assertThat(StandaloneJobCommand.parse(command).getArgList()).startsWith("--config");
        command.remove("--");
        assertThat(StandaloneJobCommand.parse(command).getArgList()).doesNotContain("--config");
    }

    @Test
    void theGatewayIsStartedWithOptionsThatItKnows() {
        Dockerfile image = Dockerfile.read("docker/gateway.Dockerfile");
        List<String> words = image.words("ENTRYPOINT");
        List<String> arguments = new ArrayList<>(words.subList(words.indexOf("--config"), words.size()));
        String directory = image.last("WORKDIR") + "/";
        arguments.set(1, directory + arguments.get(1));
        command("gateway").forEach(word -> arguments.add(ComposeFile.resolve(word)));
        ContainerFiles files = image.files(image.last("WORKDIR")).with(COMPOSE.mounts("gateway"));
        GatewaySettings settings = GatewaySettings.from(
                io.convergence.core.settings.CommandLine.parse(files.arguments(arguments, "--config")),
                COMPOSE.environment("gateway"));
        assertThat(files.of(directory + settings.registryFile())).isEqualTo(ROOT.resolve("conf/apps.yaml"));
        int ingest = settings.server().port();
        int management = settings.server().managementPort();
        assertThat(ports("gateway")).containsExactly(ingest, management);
        assertThat(probe("gateway")).isEqualTo(management + "/ready");
        assertThat(LocalTopics.defaults().partitions())
                .containsKeys(
                        settings.publish().beacons(),
                        settings.publish().results(),
                        settings.publish().rejects());
    }

    @Test
    void theQueryServiceIsStartedWithOptionsThatItKnowsOnceItsRoleExists() {
        Dockerfile image = Dockerfile.read("docker/query.Dockerfile");
        ContainerFiles files = image.files(image.last("WORKDIR")).with(COMPOSE.mounts("query"));
        QuerySettings settings = QuerySettings.from(
                io.convergence.core.settings.CommandLine.parse(
                        files.arguments(image.started(command("query")), "--config")),
                COMPOSE.environment("query"));
        assertThat(files.of(image.last("WORKDIR") + "/" + settings.accessFile()))
                .isEqualTo(ROOT.resolve("conf/access.yaml"));
        assertThat(files.of(image.last("WORKDIR") + "/" + settings.registryFile()))
                .isEqualTo(ROOT.resolve("conf/apps.yaml"));
        assertThat(COMPOSE.service("query").path("command").toString()).contains("kafka:9092");
        assertThat(ports("query"))
                .containsExactly(settings.server().port(), settings.server().managementPort());
        assertThat(probe("query")).isEqualTo(settings.server().managementPort() + "/ready");
        assertThat(settings.store().url()).isEqualTo(job().postgres().url());
        assertThat(COMPOSE.service("query").at("/depends_on/roles/condition").asText())
                .isEqualTo("service_completed_successfully");
        List<String> entrypoint = DeploymentFiles.texts(COMPOSE.service("roles").path("entrypoint"));
        assertThat(new ContainerFiles(COMPOSE.mounts("roles")).of(entrypoint.get(1)))
                .isRegularFile();
        assertThat(DeploymentFiles.text("conf/postgres/query.sql"))
                .contains("CREATE ROLE " + settings.store().user() + " ");
        assertThat(COMPOSE.environment("roles"))
                .containsEntry("PGUSER", job().postgres().user())
                .containsEntry(
                        "CONVERGENCE_QUERY_POSTGRES_PASSWORD",
                        settings.store().password().reveal());
    }

    @Test
    void flinkListensOnTheProbedPortsAndHasItsDirectories() {
        int metrics = Integer.parseInt(FLINK.getOrDefault("metrics.reporter.prom.port", ""));
        assertThat(ports("jobmanager")).containsExactly(RestOptions.PORT.defaultValue());
        assertThat(probe("jobmanager")).isEqualTo(RestOptions.PORT.defaultValue() + "/overview");
        assertThat(probe("taskmanager")).isEqualTo(metrics + "/metrics");
        assertThat(FLINK).doesNotContainKeys(RestOptions.PORT.key(), JobManagerOptions.PORT.key());
        for (String name : List.of("jobmanager", "taskmanager")) {
            assertThat(COMPOSE.environment(name)).containsEntry("JOB_MANAGER_RPC_ADDRESS", "jobmanager");
            assertThat(DeploymentFiles.texts(COMPOSE.service(name).path("volumes")))
                    .contains(
                            "checkpoints:" + directory("execution.checkpointing.dir"),
                            "savepoints:" + directory("execution.checkpointing.savepoint-dir"));
        }
        assertThat(DeploymentFiles.texts(COMPOSE.service("taskmanager").path("volumes")))
                .contains(directory("state.backend.rocksdb.localdir"));
        assertThat(COMPOSE.environment("jobmanager").get("FLINK_PROPERTIES"))
                .isEqualTo(RestOptions.BIND_ADDRESS.key() + ": 0.0.0.0\n\n");
        int slots = Integer.parseInt(FLINK.getOrDefault("taskmanager.numberOfTaskSlots", ""));
        assertThat(Integer.parseInt(FLINK.getOrDefault("parallelism.default", "")))
                .isLessThanOrEqualTo(slots);
    }

    @Test
    void everyServiceHasAMemoryLimitThatItsProcessFitsInto() {
        COMPOSE.services()
                .fieldNames()
                .forEachRemaining(
                        name -> assertThat(COMPOSE.memory(name)).as(name).isPositive());
        assertThat(COMPOSE.memory("jobmanager")).isGreaterThanOrEqualTo(bytes("jobmanager.memory.process.size"));
        assertThat(COMPOSE.memory("taskmanager")).isGreaterThanOrEqualTo(bytes("taskmanager.memory.process.size"));
    }

    @Test
    void mountedFilesExistAndVolumesAreDeclared() {
        COMPOSE.services().fieldNames().forEachRemaining(name -> {
            assertThat(COMPOSE.mounts(name).values()).as(name).allMatch(path -> Files.exists(ROOT.resolve(path)));
            for (String volume : DeploymentFiles.texts(COMPOSE.service(name).path("volumes"))) {
                String source = volume.split(":")[0];
                assertThat(source.startsWith("/")
                                || source.startsWith("../conf")
                                || COMPOSE.volumes().has(source))
                        .as(volume)
                        .isTrue();
            }
        });
    }

    private static ConvergenceSettings job() {
        List<String> command = command("jobmanager");
        CommandLine line = StandaloneJobCommand.parse(command);
        assertThat(line.getOptionValue(StandaloneJobCommand.JOB_CLASS)).isEqualTo(ConvergenceJob.class.getName());
        ContainerFiles files =
                Dockerfile.read("docker/job.Dockerfile").files("/").with(COMPOSE.mounts("jobmanager"));
        return ConvergenceSettings.from(
                Configuration.fromMap(
                        io.convergence.core.settings.CommandLine.parse(files.arguments(line.getArgList(), "--config"))),
                COMPOSE.environment("jobmanager"));
    }

    /** The command of a service, without the {@code standalone-job} of Flink's image. */
    private static List<String> command(String name) {
        List<String> command = DeploymentFiles.texts(COMPOSE.service(name).path("command"));
        return command.get(0).equals("standalone-job") ? command.subList(1, command.size()) : command;
    }

    private static List<Integer> ports(String name) {
        return DeploymentFiles.texts(COMPOSE.service(name).path("ports")).stream()
                .map(port -> Integer.valueOf(port.substring(port.lastIndexOf(':') + 1)))
                .toList();
    }

    /** Port and path of a health check. */
    private static String probe(String name) {
        List<String> test = DeploymentFiles.texts(COMPOSE.service(name).at("/healthcheck/test"));
        return test.get(3).replaceAll(".*/127\\.0\\.0\\.1/(\\d+) .*GET (\\S+) HTTP.*", "$1$2");
    }

    private static String directory(String key) {
        return FLINK.getOrDefault(key, "").replace("file://", "");
    }

    private static long bytes(String key) {
        return MemorySize.parse(FLINK.getOrDefault(key, "")).getBytes();
    }
}
