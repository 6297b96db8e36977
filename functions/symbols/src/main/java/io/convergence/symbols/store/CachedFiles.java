package io.convergence.symbols.store;

import io.convergence.symbols.archive.ContentReader;
import io.convergence.symbols.archive.SymbolFile;
import io.convergence.symbols.archive.SymbolFiles;
import io.convergence.symbols.elf.ElfFile;
import io.convergence.symbols.file.MappedCopies;
import io.convergence.symbols.file.UnusableSymbolFile;
import io.convergence.symbols.macho.FatFile;
import io.convergence.symbols.macho.MachOFile;
import io.convergence.symbols.r8.Mapping;
import io.convergence.symbols.web.SourceMap;
import java.io.IOException;
import java.util.List;

/** The files of a stored archive, read through the cache. Used by one thread at a time. */
final class CachedFiles implements SymbolFiles {
    private final TenantTransactions transactions;
    private final FileCache cache;
    private final MappedCopies copies;
    private final String tenant;
    private final StoredArchive archive;

    CachedFiles(
            TenantTransactions transactions,
            FileCache cache,
            MappedCopies copies,
            String tenant,
            StoredArchive archive) {
        this.transactions = transactions;
        this.cache = cache;
        this.copies = copies;
        this.tenant = tenant;
        this.archive = archive;
    }

    /** Slices of one Mach-O file, in a type that the cache can name. */
    private record Slices(List<MachOFile> all) {}

    @Override
    public List<SymbolFile> files() {
        return archive.files();
    }

    @Override
    public SourceMap sourceMap(SymbolFile file) throws UnusableSymbolFile, IOException {
        return get(file, SourceMap.class, SourceMap::read);
    }

    @Override
    public Mapping mapping(SymbolFile file) throws UnusableSymbolFile, IOException {
        return get(file, Mapping.class, content -> Mapping.of(content.readAllBytes()));
    }

    @Override
    public ElfFile library(SymbolFile file) throws UnusableSymbolFile, IOException {
        return get(file, ElfFile.class, content -> ElfFile.of(copies.map(content), copies));
    }

    @Override
    public List<MachOFile> slices(SymbolFile file) throws UnusableSymbolFile, IOException {
        return get(file, Slices.class, content -> new Slices(FatFile.slices(copies.map(content))))
                .all();
    }

    private <T> T get(SymbolFile file, Class<T> type, ContentReader<T> reader) throws UnusableSymbolFile, IOException {
        return cache.get(archive.id(), file, type, () -> read(file, reader));
    }

    private <T> T read(SymbolFile file, ContentReader<T> reader) throws UnusableSymbolFile, IOException {
        try {
            return transactions.read(tenant, connection -> {
                try (ChunkInput content = new ChunkInput(connection, archive.id(), file.path())) {
                    return reader.read(content);
                } catch (UnusableSymbolFile | IOException failure) {
                    throw new Carried(failure);
                }
            });
        } catch (Carried carried) {
            if (carried.getCause() instanceof UnusableSymbolFile damaged) {
                throw damaged.in(file.path());
            }
            throw carried.getCause() instanceof IOException failure ? failure : new IOException(carried.getCause());
        }
    }

    /** Carrier of a checked failure out of a transaction. */
    private static final class Carried extends RuntimeException {
        private static final long serialVersionUID = 1;

        Carried(Throwable failure) {
            super(failure);
        }
    }
}
