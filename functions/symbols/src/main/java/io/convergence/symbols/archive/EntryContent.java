package io.convergence.symbols.archive;

import io.convergence.symbols.elf.ElfFile;
import io.convergence.symbols.file.MappedCopies;
import io.convergence.symbols.file.UnusableSymbolFile;
import io.convergence.symbols.macho.FatFile;
import io.convergence.symbols.macho.MachOFile;
import io.convergence.symbols.r8.Mapping;
import io.convergence.symbols.web.SourceMap;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Readers of the inflated bytes of entries, one for each kind of file. Native files are not read into the heap. */
final class EntryContent {
    private static final MappedCopies COPIES = MappedCopies.temporary();

    private EntryContent() {}

    /** Reads a whole entry and returns its identities, in lower case; empty where it has none. */
    static List<String> identities(ArchiveEntries entries, String path, FileKind kind, ArchiveBudget budget)
            throws UnusableSymbolFile, IOException {
        return switch (kind) {
            case MAP -> texts(entries.read(path, kind, budget, SourceMap::read).debugId());
            case MAPPING -> {
                entries.read(path, kind, budget, EntryContent::mapping);
                yield List.of();
            }
            case ELF ->
                texts(entries.read(path, kind, budget, EntryContent::library).buildId());
            case MACHO ->
                texts(entries.read(path, kind, budget, EntryContent::slices).stream()
                        .map(MachOFile::uuid)
                        .toArray(String[]::new));
        };
    }

    static Mapping mapping(InputStream stream) throws UnusableSymbolFile, IOException {
        return Mapping.of(stream.readAllBytes());
    }

    static ElfFile library(InputStream stream) throws UnusableSymbolFile, IOException {
        return ElfFile.of(COPIES.map(stream), COPIES);
    }

    static List<MachOFile> slices(InputStream stream) throws UnusableSymbolFile, IOException {
        return FatFile.slices(COPIES.map(stream));
    }

    private static List<String> texts(@Nullable String... texts) {
        return Stream.of(texts).filter(Objects::nonNull).toList();
    }
}
