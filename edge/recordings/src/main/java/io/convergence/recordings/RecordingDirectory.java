package io.convergence.recordings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Store of segments in a directory that only its owner can read. An object is written beside its name, synced and renamed,
 * so that a name never has a part of an object. Several gateways may share the directory: each knows the objects of the
 * others, and the room that {@link #deleteSession} frees, since the latest {@link #deleteDaysBefore}. Thread-safe.
 */
public final class RecordingDirectory implements RecordingStore {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");
    private static final FileAttribute<?> OF_OWNER = PosixFilePermissions.asFileAttribute(OWNER);
    private static final String UNFINISHED = "unfinished";

    /** Age after which an unfinished object is that of a gateway that was terminated. */
    private static final Duration MAX_WRITE = Duration.ofHours(1);

    private final Path directory;
    private final long capacity;
    private final WhenFull whenFull;
    private final TreeMap<LocalDate, Long> bytesOfDays = new TreeMap<>();

    /** What is done with an object for which there is no room. */
    public enum WhenFull {
        /** The oldest days are deleted, but not that of the object. */
        DROP_OLDEST,
        /** The object is refused. */
        REFUSE
    }

    private RecordingDirectory(Path directory, long capacity, WhenFull whenFull) {
        this.directory = directory;
        this.capacity = capacity;
        this.whenFull = whenFull;
    }

    /**
     * Opens a directory, which is created when it is absent.
     *
     * @param capacity most bytes of all objects
     * @param clears whether all objects in it are deleted first
     */
    public static RecordingDirectory open(Path directory, long capacity, WhenFull whenFull, boolean clears)
            throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, OWNER);
        Files.createDirectories(directory.resolve(UNFINISHED), OF_OWNER);
        RecordingDirectory store = new RecordingDirectory(directory, capacity, whenFull);
        store.deleteDaysBefore(clears ? LocalDate.MAX : LocalDate.MIN);
        return store;
    }

    @Override
    public boolean put(ObjectName name, byte[] object) throws IOException {
        Path target = directory.resolve(name.toString());
        if (Files.exists(target)) {
            return true;
        }
        if (!takeRoom(name.day(), object.length)) {
            return false;
        }
        Path beside = directory.resolve(UNFINISHED).resolve(UUID.randomUUID().toString());
        try {
            write(beside, object);
            Path parent = Objects.requireNonNull(target.getParent());
            Files.createDirectories(parent, OF_OWNER);
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
            sync(parent);
        } catch (IOException e) {
            takeRoom(name.day(), -object.length);
            throw e;
        } finally {
            Files.deleteIfExists(beside);
        }
        return true;
    }

    @Override
    public byte @Nullable [] get(ObjectName name) throws IOException {
        return new RecordingFiles(directory).get(name);
    }

    @Override
    public int deleteSession(ObjectName ofSession) throws IOException {
        return StoredDays.delete(directory.resolve(ofSession.sessionPath()));
    }

    @Override
    public synchronized int deleteDaysBefore(LocalDate first) throws IOException {
        Path unfinished = directory.resolve(UNFINISHED);
        StoredDays.deleteFilesBefore(unfinished, Instant.now().minus(MAX_WRITE));
        bytesOfDays.clear();
        bytesOfDays.putAll(StoredDays.sizes(directory));
        int days = 0;
        while (!bytesOfDays.isEmpty() && bytesOfDays.firstKey().isBefore(first)) {
            deleteOldestDay();
            days++;
        }
        return days;
    }

    /** Reserves room for an object of a day; a negative length gives it back. */
    private synchronized boolean takeRoom(LocalDate day, long length) throws IOException {
        long free = capacity - length;
        for (long bytes : bytesOfDays.values()) {
            free -= bytes;
        }
        while (length > 0 && free < 0) {
            Map.Entry<LocalDate, Long> oldest = bytesOfDays.firstEntry();
            boolean mayDelete = whenFull == WhenFull.DROP_OLDEST
                    && oldest != null
                    && oldest.getKey().isBefore(day);
            if (!mayDelete || oldest == null) {
                return false;
            }
            deleteOldestDay();
            free += oldest.getValue();
        }
        bytesOfDays.merge(day, length, Long::sum);
        return true;
    }

    private void deleteOldestDay() throws IOException {
        LocalDate day = bytesOfDays.firstKey();
        StoredDays.delete(directory.resolve(ObjectName.path(day)));
        bytesOfDays.remove(day);
    }

    private static void write(Path file, byte[] object) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OF_OWNER)) {
            ByteBuffer buffer = ByteBuffer.wrap(object);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /** Syncs the entries of a directory, so that the new name survives a crash. */
    private static void sync(Path parent) throws IOException {
        try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
