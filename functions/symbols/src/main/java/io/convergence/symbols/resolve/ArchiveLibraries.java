package io.convergence.symbols.resolve;

import io.convergence.symbols.archive.FileKind;
import io.convergence.symbols.archive.SymbolFile;
import io.convergence.symbols.archive.SymbolFiles;
import io.convergence.symbols.archive.SymbolPlatform;
import io.convergence.symbols.elf.ElfFile;
import io.convergence.symbols.file.UnusableSymbolFile;
import io.convergence.symbols.nativecode.NativeLibraries;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The libraries of an archive, each read when a frame needs it. */
final class ArchiveLibraries implements NativeLibraries {
    private final SymbolFiles archive;
    private final Map<String, ElfFile> read = new HashMap<>();

    ArchiveLibraries(SymbolFiles archive) {
        this.archive = archive;
    }

    @Override
    public @Nullable ElfFile byBuildId(String buildId) throws UnusableSymbolFile, IOException {
        return first(file -> file.identities().contains(buildId));
    }

    @Override
    public @Nullable ElfFile byName(String abi, String name) throws UnusableSymbolFile, IOException {
        return first(file -> file.path().endsWith('/' + name) && abi.equals(SymbolPlatform.abiOf(file.path())));
    }

    private @Nullable ElfFile first(Predicate<SymbolFile> wanted) throws UnusableSymbolFile, IOException {
        for (SymbolFile file : archive.files()) {
            if (file.kind() == FileKind.ELF && wanted.test(file)) {
                ElfFile library = read.get(file.path());
                if (library == null) {
                    library = archive.library(file);
                    read.put(file.path(), library);
                }
                return library;
            }
        }
        return null;
    }
}
