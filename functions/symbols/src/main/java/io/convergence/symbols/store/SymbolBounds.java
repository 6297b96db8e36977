package io.convergence.symbols.store;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Bounds of what a process keeps of archives.
 *
 * @param memory bytes of files that were read; one file never takes more than half
 * @param results bytes of resolved stacks
 * @param directory of copies of native files, which are mapped into memory; each has no name there once it is open
 * @param found how long the archive of a name is not looked up again
 * @param absent how long a name without an archive is not looked up again
 */
public record SymbolBounds(long memory, long results, Path directory, Duration found, Duration absent) {
    private static final long MIB = 1L << 20;

    /** The bounds of a process with this much memory for files, and a quarter of it for resolved stacks. */
    public static SymbolBounds of(long memory) {
        return new SymbolBounds(
                memory,
                memory / 4,
                Path.of(System.getProperty("java.io.tmpdir")),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30));
    }

    /** The default: 128 MiB. */
    public static SymbolBounds standard() {
        return of(128 * MIB);
    }
}
