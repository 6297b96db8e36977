package io.convergence.bench.symbols;

import io.convergence.bench.BenchDatabase;
import io.convergence.bench.BenchSettings;
import io.convergence.core.error.ErrorFingerprint;
import io.convergence.core.error.ErrorStack;
import io.convergence.core.error.StackOutcome;
import io.convergence.flink.stacks.StackLookup;
import io.convergence.jobs.postgres.SymbolConnections;
import io.convergence.jobs.settings.PostgresSettings;
import io.convergence.jobs.settings.StackSettings;
import io.convergence.jobs.stacks.StoredLookup;
import io.convergence.symbols.archive.ArchiveLimits;
import io.convergence.symbols.archive.ArchiveName;
import io.convergence.symbols.archive.SymbolArchive;
import io.convergence.symbols.archive.SymbolPlatform;
import io.convergence.symbols.store.ArchiveKey;
import io.convergence.symbols.store.ArchiveStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Heap of the resolver of a job over 1,000 archives of a database, each of which a stack is resolved with: source maps of 1 MB
 * of mappings, mappings of R8 of 2 MB, and native libraries of 9 MB.
 */
final class ArchiveFigures {
    private static final int ARCHIVES = 1_000;
    /** Of 20 archives, the number with each kind of file; the rest are source maps. */
    private static final int CYCLE = 20;

    private static final int MAPPINGS = 5;
    private static final int LIBRARIES = 1;
    private static final long MEMORY = 128L << 20;
    private static final double LIMIT_MB = 192 * (1 << 20) / 1e6;
    private static final int MAP_LINES = 160;
    private static final int MAPPING_CLASSES = 5_000;

    private final ArchiveStore store;
    private final Path web;
    private final Path mapping;
    private final Path library;

    private ArchiveFigures(ArchiveStore store, Path directory, Path unit) throws Exception {
        this.store = store;
        web = zip(directory.resolve("web.zip"), "a.js.map", SampleFiles.sourceMap(MAP_LINES, 0));
        mapping = zip(directory.resolve("mapping.zip"), "mapping.txt", SampleFiles.mapping(MAPPING_CLASSES));
        library = zip(directory.resolve("library.zip"), "arm64-v8a/liba.so", Files.readAllBytes(unit));
    }

    /**
     * Stores the archives and resolves a stack with each.
     *
     * @param directory for archives
     * @param unit library of one unit
     */
    static void print(Path directory, Path unit) throws Exception {
        try (BenchDatabase database = BenchDatabase.start()) {
            PostgresSettings postgres = BenchSettings.of(database).postgres();
            try (SymbolConnections connections = new SymbolConnections(postgres)) {
                ArchiveFigures figures =
                        new ArchiveFigures(new ArchiveStore(connections, Long.MAX_VALUE), directory, unit);
                for (int archive = 0; archive < ARCHIVES; archive++) {
                    figures.put(archive);
                }
            }
            long before = MeasuredLimits.used();
            double most = 0;
            int resolved = 0;
            try (StackLookup lookup = StoredLookup.factory(postgres, new StackSettings(60_000, MEMORY))
                    .open()) {
                for (int archive = 0; archive < ARCHIVES; archive++) {
                    StackOutcome outcome = lookup.resolve(stack(archive));
                    resolved += outcome.rank() > 1 ? 1 : 0;
                    if (archive % 50 == 49) {
                        most = Math.max(most, (MeasuredLimits.used() - before) / 1e6);
                    }
                }
                MeasuredLimits.least("archives, dropped from memory", (double) lookup.evictions(), 1);
            }
            MeasuredLimits.least("archives, stacks resolved", resolved, ARCHIVES);
            MeasuredLimits.limit("archives, most heap, MB", most, LIMIT_MB);
        }
    }

    private void put(int archive) throws Exception {
        SymbolPlatform platform = platform(archive);
        Path zip = platform == SymbolPlatform.WEB ? web : isLibrary(archive) ? library : mapping;
        try (SymbolArchive content = SymbolArchive.open(zip, platform, "", ArchiveLimits.DEFAULT)) {
            store.put(
                    "acme",
                    new ArchiveKey(platform, new ArchiveName("shop", "", Integer.toString(archive))),
                    content,
                    new ArchiveStore.Origin("", 0, "bench"));
        }
    }

    private static boolean isLibrary(int archive) {
        return archive % CYCLE < LIBRARIES;
    }

    private static SymbolPlatform platform(int archive) {
        return archive % CYCLE < LIBRARIES + MAPPINGS ? SymbolPlatform.ANDROID : SymbolPlatform.WEB;
    }

    private static ErrorStack stack(int archive) {
        boolean isWeb = platform(archive) == SymbolPlatform.WEB;
        String text = isWeb
                ? "Error: a\n    at f (https://shop.example/a.js:3:100)"
                : isLibrary(archive)
                        ? "ABI: 'arm64'\nbacktrace:\n      #00 pc 0000000000010010  /data/app/lib/arm64/liba.so"
                        : "java.lang.IllegalStateException: a\n    at a.b7.b(Unknown Source:13)";
        return new ErrorStack(
                "acme",
                "shop",
                "shop",
                "",
                Integer.toString(archive),
                isWeb ? "df_web_rum_sdk" : "df_android_rum_sdk",
                ErrorFingerprint.of("Error", "a", text),
                text);
    }

    private static Path zip(Path file, String entry, byte[] content) throws Exception {
        try (ZipOutputStream archive = new ZipOutputStream(Files.newOutputStream(file))) {
            archive.setLevel(Deflater.BEST_SPEED);
            archive.putNextEntry(new ZipEntry(entry));
            archive.write(content);
        }
        return file;
    }
}
