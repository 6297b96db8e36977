package io.convergence.recordings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Store of segments in a directory that only its owner can read. An object is written beside its name, synced and renamed,
 * so that a name never has a part of an object. Several gateways may share the directory: each knows the objects of the
 * others, and the room that {@link #deleteSession} frees, since the latest {@link #deleteDaysBefore}. Objects are stored
 * while {@link #deleteDaysBefore} looks through the directory. Thread-safe.
 */
public final class RecordingDirectory implements RecordingStore {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");
    private static final FileAttribute<?> OF_OWNER = PosixFilePermissions.asFileAttribute(OWNER);
    private static final String UNFINISHED = "unfinished";

    /** Age after which an unfinished object is that of a gateway that was terminated. */
    private static final Duration MAX_WRITE = Duration.ofHours(1);

    /** How often an object is renamed at most. */
    private static final int MOVES = 10;

    private final Path directory;
    private final WhenFull whenFull;

    /** Sizes of the days and the lock of them. It is not taken while the directory is looked through. */
    private final DaySizes sizes;

    /** What is done with an object for which there is no room. */
    public enum WhenFull {
        /** The oldest days are deleted, but not that of the object. */
        DROP_OLDEST,
        /** The object is refused. */
        REFUSE
    }

    private RecordingDirectory(Path directory, long capacity, WhenFull whenFull) {
        this.directory = directory;
        this.whenFull = whenFull;
        this.sizes = new DaySizes(capacity);
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
        return FileFailures.unnamed(() -> store(name, object));
    }

    private boolean store(ObjectName name, byte[] object) throws IOException {
        Path target = directory.resolve(name.toString());
        if (Files.exists(target)) {
            return true;
        }
        if (!reserve(name.day(), object.length)) {
            return false;
        }
        boolean isWritten = false;
        Path beside = directory.resolve(UNFINISHED).resolve(UUID.randomUUID().toString());
        try {
            write(beside, object);
            move(beside, target);
            isWritten = true;
            sync(Objects.requireNonNull(target.getParent()));
        } catch (NoSuchFileException e) {
            if (!isWritten) {
                throw e;
            }
            // The day was dropped since, so there is nothing to sync.
        } finally {
            synchronized (sizes) {
                sizes.settle(name.day(), object.length, isWritten);
            }
            Files.deleteIfExists(beside);
        }
        return true;
    }

    @Override
    public byte @Nullable [] get(ObjectName name) throws IOException {
        return new RecordingFiles(directory).get(name);
    }

    @Override
    public int deleteSession(String tenant, String session) throws IOException {
        return new RecordingFiles(directory).deleteSession(tenant, session);
    }

    @Override
    public synchronized int deleteDaysBefore(LocalDate first) throws IOException {
        return FileFailures.unnamed(() -> deleteDays(first));
    }

    private int deleteDays(LocalDate first) throws IOException {
        StoredDays.deleteFilesBefore(
                directory.resolve(UNFINISHED), Instant.now().minus(MAX_WRITE));
        int days = 0;
        for (LocalDate day : StoredDays.of(directory)) {
            if (day.isBefore(first)) {
                StoredDays.delete(directory.resolve(ObjectName.path(day)));
                days++;
            }
        }
        synchronized (sizes) {
            sizes.beginCount();
        }
        Map<LocalDate, Long> counted = StoredDays.sizes(directory);
        synchronized (sizes) {
            sizes.endCount(counted);
        }
        return days;
    }

    @Override
    public void check() throws IOException {
        if (!Files.isWritable(directory.resolve(UNFINISHED))) {
            throw new NoSuchFileException("the directory of recordings is absent or cannot be written");
        }
    }

    /** Reserves room for an object of a day; false when there is none. */
    private boolean reserve(LocalDate day, long length) throws IOException {
        synchronized (sizes) {
            while (!sizes.reserve(day, length)) {
                LocalDate oldest = whenFull == WhenFull.DROP_OLDEST ? sizes.oldestBefore(day) : null;
                if (oldest == null) {
                    return false;
                }
                StoredDays.delete(directory.resolve(ObjectName.path(oldest)));
                sizes.drop(oldest);
            }
            return true;
        }
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

    /** Renames a written object. Its directory is created again when its day is dropped meanwhile. */
    private static void move(Path beside, Path target) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                Files.createDirectories(Objects.requireNonNull(target.getParent()), OF_OWNER);
                Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
                return;
            } catch (NoSuchFileException e) {
                if (tries == MOVES) {
                    throw e;
                }
            }
        }
    }

    /** Syncs the entries of a directory, so that the new name survives a crash. */
    private static void sync(Path parent) throws IOException {
        try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
