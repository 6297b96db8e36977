package io.convergence.symbols.archive;

import io.convergence.symbols.elf.ElfFile;
import io.convergence.symbols.file.UnusableSymbolFile;
import io.convergence.symbols.macho.MachOFile;
import io.convergence.symbols.r8.Mapping;
import io.convergence.symbols.web.SourceMap;
import java.io.IOException;
import java.util.List;

/** The usable files of one archive, each read when it is asked for. */
public interface SymbolFiles {
    /** All files, in the order of the archive. */
    List<SymbolFile> files();

    /** Reads a source map. */
    SourceMap sourceMap(SymbolFile file) throws UnusableSymbolFile, IOException;

    /** Reads a mapping of R8 or ProGuard. */
    Mapping mapping(SymbolFile file) throws UnusableSymbolFile, IOException;

    /** Reads a library of Android. */
    ElfFile library(SymbolFile file) throws UnusableSymbolFile, IOException;

    /** Reads the slices of a file of Apple's platforms. */
    List<MachOFile> slices(SymbolFile file) throws UnusableSymbolFile, IOException;
}
