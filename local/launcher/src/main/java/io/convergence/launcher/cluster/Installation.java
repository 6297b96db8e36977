package io.convergence.launcher.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The build products in the project's directory that a cluster is started from.
 *
 * @param root directory of the project
 */
public record Installation(Path root) {
    /** System property with the project's directory; the launcher's script and the build set it. */
    public static final String ROOT_PROPERTY = "convergence.root";

    /**
     * The jars that a distribution of Flink contains. Connectors and their clients are excluded on purpose: the job's jar
     * must contain its own.
     */
    private static final Pattern FLINK_JARS = Pattern.compile(
            "(?!flink-connector-(kafka|jdbc))(flink-|commons-(cli"
                    + "|compress|io|lang3|math3|text|collections)|kryo-|minlog-|objenesis-|reflectasm-|javassist-|lz4-java-"
                    + "|snappy-java-|frocksdbjni-|async-profiler-|hash4j-|snakeyaml-engine-|jsr305-|log4j-|slf4j-api-).*\\.jar");

    private static final Pattern JOB_JAR = Pattern.compile("convergence-jobs-.*-shaded\\.jar");

    /**
     * The installation that this process belongs to.
     *
     * @throws IllegalStateException when the system property is not set
     */
    public static Installation current() {
        String root = System.getProperty(ROOT_PROPERTY);
        if (root == null) {
            throw new IllegalStateException(
                    "the system property " + ROOT_PROPERTY + " with the project's directory is not set");
        }
        return new Installation(Path.of(root).toAbsolutePath().normalize());
    }

    /** The jars of Flink, as in the {@code lib} of a distribution. */
    public List<Path> flink() {
        return files(libraries(), FLINK_JARS);
    }

    /** The launcher's whole classpath. */
    public List<Path> classpath() {
        return Stream.concat(
                        Stream.of(root.resolve("local/launcher/target/classes")),
                        files(libraries(), Pattern.compile(".*\\.jar")).stream())
                .toList();
    }

    /** The deployable jar of the job: with its connectors, without Flink. */
    public Path jobJar() {
        List<Path> jars = files(root.resolve("jobs/target"), JOB_JAR);
        if (jars.size() != 1) {
            throw new IllegalStateException("jobs/target must contain one jar of the job, not " + jars
                    + "; mvn package -pl jobs -am builds it");
        }
        return jars.get(0);
    }

    private Path libraries() {
        return root.resolve("local/launcher/target/lib");
    }

    private static List<Path> files(Path directory, Pattern name) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(
                            file -> name.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("there are no build products in " + directory, e);
        }
    }
}
