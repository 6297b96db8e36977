package io.convergence.launcher.deploy;

import static io.convergence.launcher.harness.Project.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.settings.CommandLine;
import io.convergence.gateway.settings.GatewaySettings;
import io.convergence.query.settings.QuerySettings;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Base, content and entry point of the images. */
class ImagesTest {
    /** Build products in the images; {@link ShadedJarIT} checks that they exist. */
    static final List<String> BUILD_PRODUCTS = List.of(
            "jobs/target/convergence-jobs-*-shaded.jar",
            "edge/gateway/target/lib",
            "edge/gateway/target/convergence-gateway-*.jar",
            "edge/query/target/lib",
            "edge/query/target/convergence-query-*.jar",
            "edge/relay/target/lib",
            "edge/relay/target/convergence-relay-*.jar",
            "edge/cli/target/convergence-cli-*.jar");

    private static final Dockerfile JOB = Dockerfile.read("docker/job.Dockerfile");
    private static final Dockerfile GATEWAY = Dockerfile.read("docker/gateway.Dockerfile");
    private static final Dockerfile QUERY = Dockerfile.read("docker/query.Dockerfile");
    private static final Dockerfile CLI = Dockerfile.read("docker/cli.Dockerfile");

    @Test
    void theJobsImageHasTheFlinkThatTheJarIsCompiledAgainst() {
        assertThat(JOB.last("FROM")).isEqualTo("flink:" + DeploymentFiles.pomProperty("flink.version") + "-java17");
        assertThat(GATEWAY.last("FROM")).matches("eclipse-temurin:17\\.\\d+\\.\\d+_\\d+-jre-noble");
        assertThat(DeploymentFiles.pomProperty("maven.compiler.release")).isEqualTo("17");
    }

    @Test
    void neitherRunsAsRoot() {
        assertThat(JOB.last("USER")).isEqualTo("flink");
        assertThat(Integer.parseInt(GATEWAY.last("USER"))).isPositive();
        assertThat(GATEWAY.all("RUN")).anyMatch(run -> run.contains("--uid " + GATEWAY.last("USER") + " "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker/job.Dockerfile",
                "docker/gateway.Dockerfile",
                "docker/query.Dockerfile",
                "docker/relay.Dockerfile",
                "docker/cli.Dockerfile"
            })
    void copiedFilesAreFilesOfTheProjectOrBuildProducts(String dockerfile) {
        for (String[] copy : Dockerfile.read(dockerfile).copies()) {
            assertThat(exists(copy[0]) || BUILD_PRODUCTS.contains(copy[0]))
                    .as(copy[0])
                    .isTrue();
            assertThat(isInBuildContext(copy[0]))
                    .as(".dockerignore includes " + copy[0])
                    .isTrue();
        }
    }

    @Test
    void theGatewayStartsWithItsFileAndListensOnAllAddresses() throws ClassNotFoundException, NoSuchMethodException {
        List<String> words = new ArrayList<>(GATEWAY.words("ENTRYPOINT"));
        int main = words.indexOf("io.convergence.gateway.Gateway");
        assertThat(Class.forName(words.get(main)).getMethod("main", String[].class))
                .isNotNull();
        assertThat(words.subList(0, main)).endsWith("-cp", "lib/*");
        List<String> arguments = new ArrayList<>(words.subList(main + 1, words.size()));
        arguments.addAll(List.of("--kafka.bootstrap.servers", "kafka:9092"));
        ContainerFiles files = GATEWAY.files(GATEWAY.last("WORKDIR"));
        String conf = GATEWAY.last("WORKDIR") + "/";
        arguments.set(arguments.indexOf("--config") + 1, conf + arguments.get(arguments.indexOf("--config") + 1));
        GatewaySettings settings = GatewaySettings.from(
                CommandLine.parse(files.arguments(arguments, "--config")),
                Map.of("CONVERGENCE_ID_SECRET", "x".repeat(32)));
        assertThat(settings.server().host()).isEqualTo("0.0.0.0");
        assertThat(List.of(settings.server().port(), settings.server().managementPort()))
                .containsExactlyElementsOf(GATEWAY.ports());
        assertThat(GATEWAY.last("HEALTHCHECK").replaceAll(".*/127\\.0\\.0\\.1/(\\d+) .*", "$1"))
                .isEqualTo(String.valueOf(settings.server().managementPort()));
        assertThat(files.of(conf + settings.registryFile())).isRegularFile();
    }

    @Test
    void theQueryServiceStartsWithItsFilesAndListensOnAllAddresses() throws ClassNotFoundException {
        List<String> words = QUERY.words("ENTRYPOINT");
        assertThat(Class.forName(words.get(words.indexOf("--config") - 1))).hasPublicMethods("main");
        ContainerFiles files = QUERY.files(QUERY.last("WORKDIR"));
        QuerySettings settings = QuerySettings.from(
                CommandLine.parse(
                        files.arguments(QUERY.started(List.of("--postgres.url", "jdbc:postgresql://d/c")), "--config")),
                Map.of());
        assertThat(settings.server().host()).isEqualTo("0.0.0.0");
        assertThat(List.of(settings.server().port(), settings.server().managementPort()))
                .containsExactlyElementsOf(QUERY.ports());
        assertThat(QUERY.last("HEALTHCHECK").replaceAll(".*/127\\.0\\.0\\.1/(\\d+) .*", "$1"))
                .isEqualTo(String.valueOf(settings.server().managementPort()));
        assertThat(files.of(QUERY.last("WORKDIR") + "/" + settings.accessFile()))
                .isRegularFile();
        assertThat(QUERY.last("FROM")).isEqualTo(GATEWAY.last("FROM"));
        assertThat(QUERY.all("RUN")).anyMatch(run -> run.contains("--uid " + QUERY.last("USER") + " "));
    }

    @Test
    void theCommandLineStartsItsJarWithoutTheRightsOfRoot() {
        List<String> entryPoint = CLI.words("ENTRYPOINT");
        String jar = entryPoint.get(entryPoint.size() - 1);
        assertThat(entryPoint).containsSequence("-jar", jar);
        assertThat(CLI.files(CLI.last("WORKDIR")).of(jar))
                .isEqualTo(ROOT.resolve("edge/cli/target/convergence-cli-*.jar"));
        assertThat(CLI.last("FROM")).isEqualTo(GATEWAY.last("FROM"));
        assertThat(CLI.all("RUN")).anyMatch(run -> run.contains("--uid " + CLI.last("USER") + " "));
    }

    @Test
    void theJobsImageContainsTheFilesThatFlinkAndTheJobRead() {
        ContainerFiles files = JOB.files("/");
        assertThat(files.of("/opt/flink/conf/config.yaml")).isEqualTo(ROOT.resolve("conf/config.yaml"));
        assertThat(files.of("/opt/convergence/conf/convergence.properties"))
                .isEqualTo(ROOT.resolve("conf/jobs/convergence.properties"));
        Map<String, String> flink = DeploymentFiles.entries(DeploymentFiles.document("conf/config.yaml"));
        for (String key : List.of(
                "execution.checkpointing.dir",
                "execution.checkpointing.savepoint-dir",
                "state.backend.rocksdb.localdir")) {
            String directory = flink.getOrDefault(key, "").replace("file://", "");
            assertThat(JOB.all("RUN")).as(key).anyMatch(run -> run.contains(" " + directory + " "));
        }
        assertThat(JOB.ports().stream().map(String::valueOf)).contains(flink.get("metrics.reporter.prom.port"));
    }

    @Test
    void noOtherFileIsInTheBuildContext() throws IOException {
        try (Stream<Path> top = Files.list(ROOT)) {
            assertThat(top.map(path -> path.getFileName().toString()).filter(ImagesTest::isInBuildContext))
                    .containsExactlyInAnyOrder("conf", "jobs", "edge");
        }
        assertThat(isInBuildContext("jobs/src")).isFalse();
        assertThat(isInBuildContext("jobs/target/classes")).isFalse();
    }

    private static boolean exists(String path) {
        return Files.exists(ROOT.resolve(path));
    }

    /** Whether .dockerignore includes a path: the last line that matches it or a directory above it decides. */
    private static boolean isInBuildContext(String path) {
        boolean ignored = false;
        for (String line : DeploymentFiles.text(".dockerignore").split("\n")) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            boolean includes = line.startsWith("!");
            var matcher = FileSystems.getDefault().getPathMatcher("glob:" + (includes ? line.substring(1) : line));
            Path sought = Path.of(path.replace("*", "1"));
            if (Stream.iterate(sought, above -> above != null, Path::getParent).anyMatch(matcher::matches)) {
                ignored = !includes;
            }
        }
        return !ignored;
    }
}
