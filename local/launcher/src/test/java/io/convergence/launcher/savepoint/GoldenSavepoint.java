package io.convergence.launcher.savepoint;

import io.convergence.core.slo.openslo.Document;
import io.convergence.kit.wait.Waiting;
import io.convergence.launcher.harness.Checkpoints;
import io.convergence.launcher.harness.EventTime;
import io.convergence.launcher.harness.Objectives;
import io.convergence.launcher.harness.Output;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.Tape;
import io.convergence.launcher.harness.Variant;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import io.convergence.launcher.system.RunningJob;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A savepoint of a released version with the stream that it was taken from. There is one directory under
 * {@code savepoints/} for each version of the state format:
 *
 * <ul>
 *   <li>{@code beacons.jsonl}, {@code results.jsonl} and {@code slos.yaml}: the stream; records whose id begins with
 *       {@code late-} arrive {@value #DELAY} ms after their event time;
 *   <li>{@code place}: the time of arrival, epoch milliseconds, before which the job had read every record;
 *   <li>{@code savepoint.zip}: the savepoint, canonical, with every state in a file of its own, because paths of files are
 *       relative to the savepoint, whereas inlined state keeps an absolute path in the metadata.
 * </ul>
 *
 * <p>The offsets in the savepoint mean the same records on another broker if the stream is published by {@link #tape} and
 * {@link Stage#define} to topics with the same partition counts. The sink has no transaction left to commit: a savepoint
 * hands over only transactions with records, and the job had been idle for a checkpoint before. On another broker such a
 * transaction would be unknown and could not be committed.
 *
 * @param directory directory of the version
 */
record GoldenSavepoint(Path directory) {
    private static final long DELAY = 52_000;
    private static final String PACKED = "savepoint.zip";

    /** The savepoints of all versions, in the order of their names. */
    static List<GoldenSavepoint> all() throws IOException, URISyntaxException {
        URL root = GoldenSavepoint.class.getResource("/savepoints");
        if (root == null) {
            throw new AssertionError("no golden savepoints");
        }
        try (Stream<Path> versions = Files.list(Path.of(root.toURI()))) {
            return versions.sorted().map(GoldenSavepoint::new).toList();
        }
    }

    /**
     * Options under which the job has every kind of state; that of repeated views needs deduplication. Version 1 was taken
     * when the reference rules were the only ones.
     */
    Variant variant() throws IOException {
        return (toString().equals("v1") ? Variant.reference() : Variant.usual())
                // The releases before version 4 published every verdict at each full minute, and did not store since
                // when it
                // had been the same.
                .withJobOption("verdict.heartbeat-healthy", toString().compareTo("v4") < 0 ? "1 min" : "5 min")
                .withJobOption("beacon.deduplicate", "true")
                // The release that took the first savepoints had no minimums of slices: its alerts fired at once.
                .withJobOption("slo.min-slices", "1")
                .withJobOption("slo.min-bad-slices", "1")
                .withFlinkOption("execution.checkpointing.interval", "400 ms")
                .withFlinkOption("execution.checkpointing.data-inline-threshold", "0 b");
    }

    /** The stream, for publication to a broker. */
    Tape tape(RecordPublisher publisher, LocalTopics topics) throws IOException {
        return Tape.of(
                lines("beacons.jsonl"),
                lines("results.jsonl"),
                GoldenSavepoint::delay,
                GoldenSavepoint::delay,
                publisher,
                topics);
    }

    /** The definitions that existed before the job. */
    List<Document> objectives() throws IOException {
        return Objectives.read(Files.readString(directory.resolve("slos.yaml")));
    }

    /**
     * Publishes the stream up to the place, and waits until the job has read it and committed its output.
     *
     * @param checkpoints checkpoints of the job
     */
    void playToPlace(Tape tape, Stage stage, RunningJob job, Checkpoints checkpoints) throws Exception {
        long place = Long.parseLong(Files.readString(directory.resolve("place")).trim());
        EventTime.await(job, tape.playBefore(place));
        Waiting.until("late records are in their topics", () -> {
            Output output = stage.output();
            return !output.of(LocalTopics.LATE_BEACONS).isEmpty()
                    && !output.of(LocalTopics.LATE_RESULTS).isEmpty();
        });
        checkpoints.awaitNext();
        checkpoints.awaitNext();
    }

    /** Unpacks the savepoint into an empty directory; returns the path to restore from. */
    String unpack(Path target) throws IOException {
        try (ZipInputStream packed = new ZipInputStream(Files.newInputStream(directory.resolve(PACKED)))) {
            for (ZipEntry entry = packed.getNextEntry(); entry != null; entry = packed.getNextEntry()) {
                Files.copy(packed, target.resolve(entry.getName()));
            }
        }
        return target.toUri().toString();
    }

    /** Replaces the packed savepoint by one that was taken at the place; returns its size, bytes. */
    long pack(Path savepoint) throws IOException {
        Path target = directory.resolve(PACKED);
        try (Stream<Path> files = Files.list(savepoint);
                ZipOutputStream packed = new ZipOutputStream(Files.newOutputStream(target))) {
            for (Path file : files.sorted().toList()) {
                packed.putNextEntry(new ZipEntry(String.valueOf(file.getFileName())));
                Files.copy(file, packed);
            }
        }
        return Files.size(target);
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(directory.resolve(file));
    }

    private static long delay(String line) {
        return line.contains("\"id\":\"late-") ? DELAY : 0;
    }

    @Override
    public String toString() {
        return String.valueOf(directory.getFileName());
    }
}
