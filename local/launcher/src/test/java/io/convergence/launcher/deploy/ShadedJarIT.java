package io.convergence.launcher.deploy;

import static io.convergence.launcher.harness.Project.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.jobs.ConvergenceJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Content of the jar that is submitted to a cluster: connectors inside, Flink outside. */
class ShadedJarIT {
    private static JarFile jar;
    private static List<String> names;

    @BeforeAll
    static void open() throws IOException {
        jar = new JarFile(only("jobs/target/convergence-jobs-*-shaded.jar").toFile());
        names = jar.stream().map(JarEntry::getName).toList();
    }

    @AfterAll
    static void close() throws IOException {
        jar.close();
    }

    @Test
    void everyBuildProductThatAnImageCopiesExistsOnce() {
        ImagesTest.BUILD_PRODUCTS.forEach(ShadedJarIT::only);
    }

    @Test
    void theMainClassIsTheJob() throws IOException {
        assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                .isEqualTo(ConvergenceJob.class.getName());
    }

    @Test
    void librariesOfTheClusterAreNotInTheJar() {
        for (String brought : List.of(
                "org/apache/flink/streaming/api/",
                "org/apache/flink/runtime/",
                "org/apache/flink/configuration/",
                "org/apache/flink/api/common/typeinfo/",
                "org/apache/flink/connector/base/",
                "org/apache/flink/client/",
                "org/slf4j/",
                "org/apache/logging/",
                "org/jspecify/",
                "org/rocksdb/")) {
            assertThat(names).as(brought).noneMatch(name -> name.startsWith(brought) && name.endsWith(".class"));
        }
    }

    @Test
    void librariesThatTheClusterLacksAreInTheJar() {
        assertThat(names)
                .contains(
                        "io/convergence/jobs/ConvergenceJob.class",
                        "io/convergence/flink/converge/ConvergeFunction.class",
                        "io/convergence/core/convergence/ConvergenceRule.class",
                        "org/apache/flink/connector/kafka/source/KafkaSource.class",
                        "org/apache/flink/connector/kafka/sink/KafkaSink.class",
                        "org/apache/kafka/clients/consumer/KafkaConsumer.class",
                        "org/postgresql/Driver.class",
                        "org/flywaydb/core/Flyway.class",
                        "com/fasterxml/jackson/core/JsonParser.class",
                        "com/datadoghq/sketch/ddsketch/DDSketch.class",
                        "org/snakeyaml/engine/v2/api/Load.class");
    }

    @Test
    void theMigrationsOfTheDatabaseAreInTheJar() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("sql/postgres"))) {
            for (Path file : files.toList()) {
                JarEntry entry = jar.getJarEntry("db/migration/" + file.getFileName());
                assertThat(entry).as(file.toString()).isNotNull();
                assertThat(jar.getInputStream(entry).readAllBytes()).isEqualTo(Files.readAllBytes(file));
            }
        }
    }

    @Test
    void servicesOfAllLibrariesAreMergedAndTheirProvidersExist() throws IOException {
        assertThat(service("java.sql.Driver")).contains("org.postgresql.Driver");
        assertThat(service("org.flywaydb.core.extensibility.Plugin"))
                .contains("org.flywaydb.database.postgresql.PostgreSQLDatabaseType")
                .anyMatch(name -> name.startsWith("org.flywaydb.core."));
        for (String name : names) {
            if (name.startsWith("META-INF/services/") && !name.endsWith("/")) {
                for (String provider : service(name.substring("META-INF/services/".length()))) {
                    assertThat(names).as(name).contains(provider.replace('.', '/') + ".class");
                }
            }
        }
    }

    @Test
    void noEntryOccursTwiceAndNoSignatureOrModuleIsLeft() {
        Set<String> seen = new HashSet<>();
        assertThat(names).allMatch(name -> name.endsWith("/") || seen.add(name));
        assertThat(names)
                .noneMatch(name -> name.endsWith("module-info.class") || name.matches("META-INF/[^/]+\\.(SF|DSA|RSA)"));
    }

    private static List<String> service(String name) throws IOException {
        JarEntry entry = jar.getJarEntry("META-INF/services/" + name);
        assertThat(entry).as(name).isNotNull();
        String text = new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        return text.lines()
                .map(line -> line.replaceAll("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** The only file of the project that matches a pattern. */
    private static Path only(String pattern) {
        Path path = ROOT.resolve(pattern);
        var matcher = FileSystems.getDefault()
                .getPathMatcher("glob:" + path.getFileName().toString());
        try (Stream<Path> files = Files.list(path.getParent())) {
            List<Path> matching =
                    files.filter(file -> matcher.matches(file.getFileName())).toList();
            assertThat(matching).as(pattern).hasSize(1);
            return matching.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
