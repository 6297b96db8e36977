package io.convergence.symbols.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.convergence.symbols.archive.SymbolFile;
import io.convergence.symbols.dwarf.DebugInfo;
import io.convergence.symbols.file.UnusableSymbolFile;
import io.convergence.symbols.web.SourceMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Files that were read, by weight. Archives never change, so that an entry is never outdated. Concurrent readers of one file
 * wait for the one that reads it. Thread-safe; the files themselves are not.
 */
final class FileCache {
    private static final int UNIT = 1024;
    private static final long MAPPED_OVERHEAD = 1L << 16;
    /** A native file has a byte of index in the heap for at most this many bytes, measured by {@code bench/symbols.sh}. */
    private static final long MAPPED_BYTES_PER_INDEX = 32;

    private final long memory;
    private final Cache<Key, Parsed> files;

    FileCache(long memory) {
        this.memory = memory;
        files = Caffeine.newBuilder()
                .maximumWeight(Math.max(1, memory / UNIT))
                .weigher((Key key, Parsed file) -> (int) Math.min(Integer.MAX_VALUE, 1 + file.weight() / UNIT))
                .executor(Runnable::run)
                .recordStats()
                .build();
    }

    private record Key(long archive, String path) {}

    /** A file, or why it cannot be read. */
    private record Parsed(
            @Nullable Object content, @Nullable UnusableSymbolFile failure, long weight) {}

    /** Reader of a file that is not kept yet. */
    @FunctionalInterface
    interface Loader<T> {
        T load() throws UnusableSymbolFile, IOException;
    }

    /** Bytes of all files that are kept. */
    long bytes() {
        return files.policy()
                        .eviction()
                        .map(eviction -> eviction.weightedSize().orElse(0))
                        .orElse(0L)
                * UNIT;
    }

    /** Number of files that were dropped because of the bound. */
    long evictions() {
        return files.stats().evictionCount();
    }

    /**
     * A file that is kept, or is read now.
     *
     * @throws UnusableSymbolFile if the file cannot be read or exceeds half of the memory
     * @throws IOException if the store fails; that is not kept
     */
    <T> T get(long archive, SymbolFile file, Class<T> type, Loader<T> loader) throws UnusableSymbolFile, IOException {
        if (estimate(file) > memory / 2) {
            throw UnusableSymbolFile.tooLarge(file.path(), "the file exceeds half of symbols.memory");
        }
        Parsed parsed;
        try {
            parsed = files.get(new Key(archive, file.path()), key -> load(file, loader));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (parsed.failure() != null) {
            throw parsed.failure();
        }
        if (parsed.content() == null) {
            throw new IllegalStateException("a file was read to nothing");
        }
        return type.cast(parsed.content());
    }

    private static <T> Parsed load(SymbolFile file, Loader<T> loader) {
        try {
            T content = loader.load();
            long weight = content instanceof SourceMap map ? map.weight() + UNIT : estimate(file);
            return new Parsed(content, null, weight);
        } catch (UnusableSymbolFile damaged) {
            return new Parsed(null, damaged, UNIT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes of heap that a file takes at most once it was read: native files are mapped, with indexes and units beside. */
    private static long estimate(SymbolFile file) {
        return file.kind().isNative()
                ? MAPPED_OVERHEAD
                        + file.bytes() / MAPPED_BYTES_PER_INDEX
                        + Math.min(file.bytes(), DebugInfo.MAX_UNIT_BYTES)
                : file.bytes() + file.bytes() / 4;
    }
}
