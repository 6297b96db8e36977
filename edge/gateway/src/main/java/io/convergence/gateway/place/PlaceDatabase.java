package io.convergence.gateway.place;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import com.maxmind.db.Reader.FileMode;
import io.convergence.core.settings.InvalidSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database file of addresses in MaxMind's format, in memory, read again when it changes. {@link #find} may be called by any
 * thread, {@link #reload} by one thread at a time.
 */
final class PlaceDatabase {
    private static final Logger LOG = LoggerFactory.getLogger(PlaceDatabase.class);

    private final Path path;
    private String version;
    private volatile Reader reader;

    private PlaceDatabase(Path path) throws IOException {
        this.path = path;
        this.version = version(path);
        this.reader = read(path);
    }

    /**
     * Reads a database.
     *
     * @param option key of the option that names the file
     * @throws InvalidSettings when the file is no readable database
     */
    static PlaceDatabase open(String option, Path path) {
        try {
            return new PlaceDatabase(path);
        } catch (IOException | RuntimeException e) {
            throw new InvalidSettings(List.of(option + ": " + path + " is no readable database in MaxMind's format"));
        }
    }

    /** The record of an address, or null when there is none. */
    @Nullable
    Map<?, ?> find(InetAddress address) {
        try {
            return reader.get(address, Map.class);
        } catch (IOException | RuntimeException e) {
            // The message of the exception may name the address.
            return null;
        }
    }

    /** Reads the file again when its size or time has changed; the database before an unreadable one stays in use. */
    void reload() {
        String now = version(path);
        if (now.equals(version)) {
            return;
        }
        version = now;
        try {
            // The reader before is not closed, because lookups may still use it.
            reader = read(path);
            LOG.info("{} was reloaded", path);
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} has changed, but is no readable database and not used", path);
        }
    }

    private static Reader read(Path path) throws IOException {
        return new Reader(path.toFile(), FileMode.MEMORY, new CHMCache());
    }

    private static String version(Path path) {
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            return file.size() + " " + file.lastModifiedTime() + " " + file.fileKey();
        } catch (IOException e) {
            return "absent";
        }
    }
}
