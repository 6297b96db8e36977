package io.convergence.symbols.resolve;

import io.convergence.symbols.apple.AppleImages;
import io.convergence.symbols.archive.FileKind;
import io.convergence.symbols.archive.SymbolFile;
import io.convergence.symbols.archive.SymbolFiles;
import io.convergence.symbols.archive.SymbolPlatform;
import io.convergence.symbols.file.UnusableSymbolFile;
import io.convergence.symbols.macho.MachOFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The images of Apple's platforms in an archive, each read when a frame needs it. */
final class ArchiveImages implements AppleImages {
    private final SymbolFiles archive;
    private final Map<String, List<MachOFile>> read = new HashMap<>();

    ArchiveImages(SymbolFiles archive) {
        this.archive = archive;
    }

    @Override
    public @Nullable MachOFile byUuid(String uuid) throws UnusableSymbolFile, IOException {
        for (SymbolFile file : archive.files()) {
            if (file.kind() == FileKind.MACHO && file.identities().contains(uuid)) {
                for (MachOFile slice : slices(file)) {
                    if (uuid.equals(slice.uuid())) {
                        return slice;
                    }
                }
            }
        }
        return null;
    }

    @Override
    public @Nullable MachOFile onlyOf(String module) throws UnusableSymbolFile, IOException {
        List<SymbolFile> named = named(module);
        if (named.size() != 1) {
            return null;
        }
        List<MachOFile> slices = slices(named.get(0));
        return slices.size() == 1 ? slices.get(0) : null;
    }

    @Override
    public boolean has(String module) {
        return !named(module).isEmpty();
    }

    private List<SymbolFile> named(String module) {
        return archive.files().stream()
                .filter(file -> file.kind() == FileKind.MACHO && module.equals(SymbolPlatform.imageOf(file.path())))
                .toList();
    }

    private List<MachOFile> slices(SymbolFile file) throws UnusableSymbolFile, IOException {
        List<MachOFile> slices = read.get(file.path());
        if (slices == null) {
            slices = archive.slices(file);
            read.put(file.path(), slices);
        }
        return slices;
    }
}
