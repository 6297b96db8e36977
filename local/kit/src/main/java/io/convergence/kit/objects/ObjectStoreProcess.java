package io.convergence.kit.objects;

import io.convergence.kit.files.Directories;
import io.convergence.kit.net.FreePort;
import io.convergence.kit.process.JvmCommand;
import io.convergence.kit.process.JvmProcess;
import io.convergence.kit.wait.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Object store with the interface of S3 in a process of its own. It checks the signatures of requests. A bucket is a
 * directory, and the key of an object is its path in it. Not thread-safe.
 */
public final class ObjectStoreProcess implements AutoCloseable {
    /** Id of the only access key. */
    public static final String ACCESS_KEY = "access-key-of-tests";

    /** The only access key. */
    public static final String SECRET_KEY = "secret-key-of-tests-0123456789";

    private static final String LOGS = """
        <configuration>
          <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
            <encoder><pattern>%d %level %logger %msg%n</pattern></encoder>
          </appender>
          <root level="warn"><appender-ref ref="out"/></root>
        </configuration>
        """;

    private final Path directory;
    private final int port;
    private final JvmProcess process;

    private ObjectStoreProcess(Path directory, int port, JvmProcess process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts a store and waits until it accepts connections.
     *
     * @param jars directory of the server's jars, {@code local/objects/target/lib}
     */
    public static ObjectStoreProcess start(Path jars) {
        Path directory = Directories.temporary("objects");
        int port = FreePort.any();
        try {
            Path logs = Files.writeString(directory.resolve("logback.xml"), LOGS);
            Path properties = Files.write(
                    directory.resolve("server.properties"),
                    List.of(
                            "s3proxy.endpoint=http://127.0.0.1:" + port,
                            "s3proxy.authorization=aws-v4",
                            // Checksums of requests that delete objects are such headers.
                            "s3proxy.ignore-unknown-headers=true",
                            "s3proxy.identity=" + ACCESS_KEY,
                            "s3proxy.credential=" + SECRET_KEY,
                            "jclouds.provider=filesystem-nio2",
                            "jclouds.identity=none",
                            "jclouds.credential=none",
                            "jclouds.filesystem.basedir=" + Files.createDirectory(directory.resolve("buckets"))));
            JvmCommand command = new JvmCommand(
                    "org.gaul.s3proxy.Main",
                    List.of(jars.resolve("*")),
                    List.of("-Xmx256m", "-XX:+UseSerialGC", "-Dlogback.configurationFile=" + logs),
                    List.of("--properties", properties.toString()));
            ObjectStoreProcess store =
                    new ObjectStoreProcess(directory, port, JvmProcess.start("objects", command, directory));
            store.awaitConnections();
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of the store. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The port of the store on the loopback address. */
    public int port() {
        return port;
    }

    /** The process, to be killed or paused. */
    public JvmProcess process() {
        return process;
    }

    /** Starts the process again after it was killed. */
    public void restart() {
        process.start();
        awaitConnections();
    }

    /** Creates a bucket. */
    public void createBucket(String bucket) throws IOException {
        Files.createDirectory(bucket(bucket));
    }

    /** The keys of a bucket in alphabetical order. */
    public List<String> keys(String bucket) throws IOException {
        Path root = bucket(bucket);
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> root.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    /** Stores an object of an earlier process. */
    public void store(String bucket, String key, byte[] object) throws IOException {
        Path file = bucket(bucket).resolve(key);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(file, object);
    }

    @Override
    public void close() {
        process.close();
        Directories.delete(directory);
    }

    private Path bucket(String bucket) {
        return directory.resolve("buckets").resolve(bucket);
    }

    private void awaitConnections() {
        Waiting.until("the object store accepts connections", () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("the object store ended: " + process.outputTail());
            }
            try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return connected.isConnected();
            } catch (IOException e) {
                return false;
            }
        });
    }
}
