package io.convergence.launcher.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files that a cluster is started from: what the build has left in the project's directory.
 *
 * @param root of the project
 */
public record Installation(Path root) {
    /** Names the project's directory to this process; the launcher and the build set it. */
    public static final String ROOT_PROPERTY = "convergence.root";

    /**
     * What a distribution of Flink holds. Connectors and their clients are left out on purpose: the job's jar has to
     * bring its own.
     */
    private static final Pattern OF_FLINK = Pattern.compile(
            "(?!flink-connector-(kafka|jdbc))(flink-|commons-(cli"
                    + "|compress|io|lang3|math3|text|collections)|kryo-|minlog-|objenesis-|reflectasm-|javassist-|lz4-java-"
                    + "|snappy-java-|frocksdbjni-|async-profiler-|hash4j-|snakeyaml-engine-|jsr305-|log4j-|slf4j-api-).*\\.jar");

    private static final Pattern JOB = Pattern.compile("convergence-jobs-.*-shaded\\.jar");

    /**
     * That of this process.
     *
     * @throws IllegalStateException when the process was not told where it is
     */
    public static Installation current() {
        String root = System.getProperty(ROOT_PROPERTY);
        if (root == null) {
            throw new IllegalStateException("-D" + ROOT_PROPERTY + " names the project's directory; it is not set");
        }
        return new Installation(Path.of(root).toAbsolutePath().normalize());
    }

    /** The jars of Flink itself, as a distribution has them in its {@code lib}. */
    public List<Path> flink() {
        return files(libraries(), OF_FLINK);
    }

    /** Everything that the launcher runs with. */
    public List<Path> everything() {
        return Stream.concat(
                        Stream.of(root.resolve("local/launcher/target/classes")),
                        files(libraries(), Pattern.compile(".*\\.jar")).stream())
                .toList();
    }

    /** The job as it is deployed: with its connectors, without Flink. */
    public Path jobJar() {
        List<Path> jars = files(root.resolve("jobs/target"), JOB);
        if (jars.size() != 1) {
            throw new IllegalStateException("one jar of the job is expected in jobs/target, not " + jars
                    + "; mvn package -pl jobs -am makes it");
        }
        return jars.get(0);
    }

    /** The Java that runs this process. */
    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
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
            throw new UncheckedIOException("the build has left nothing in " + directory, e);
        }
    }
}
