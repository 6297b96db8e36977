package io.convergence.jobs.stacks;

import io.convergence.jobs.postgres.SymbolConnections;
import io.convergence.jobs.settings.PostgresSettings;
import io.convergence.symbols.archive.ArchiveLimits;
import io.convergence.symbols.archive.ArchiveName;
import io.convergence.symbols.archive.SymbolArchive;
import io.convergence.symbols.archive.SymbolPlatform;
import io.convergence.symbols.store.ArchiveKey;
import io.convergence.symbols.store.ArchiveStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives in the database of a test. */
public final class StoredArchives {
    private static final Path VECTORS = Path.of("../functions/symbols/src/test/resources/vectors/symbols");

    private StoredArchives() {}

    /** A map whose first segment is line 6, column 5 of a source. */
    public static byte[] map(String source) {
        return ("{\"version\":3,\"sources\":[\"" + source + "\"],\"names\":[],\"mappings\":\"AAKI\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The file of a vector. */
    public static Path vector(String path) {
        return VECTORS.resolve(path);
    }

    /** Stores an archive of the tenant {@code acme} with one entry. */
    public static void put(
            PostgresSettings postgres, SymbolPlatform platform, ArchiveName name, String entry, byte[] content)
            throws Exception {
        put(postgres, platform, name, Map.of(entry, content));
    }

    /** Stores an archive of the tenant {@code acme}, with contents by entry. */
    public static void put(
            PostgresSettings postgres, SymbolPlatform platform, ArchiveName name, Map<String, byte[]> entries)
            throws Exception {
        Path zip = Files.createTempFile(Path.of("target"), "symbols", ".zip");
        try (ZipOutputStream archive = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                archive.putNextEntry(new ZipEntry(entry.getKey()));
                archive.write(entry.getValue());
            }
        }
        try (SymbolConnections connections = new SymbolConnections(postgres);
                SymbolArchive archive = SymbolArchive.open(zip, platform, "", ArchiveLimits.DEFAULT)) {
            new ArchiveStore(connections, 1L << 30)
                    .put("acme", new ArchiveKey(platform, name), archive, new ArchiveStore.Origin("", 0, "test"));
        } finally {
            Files.deleteIfExists(zip);
        }
    }
}
