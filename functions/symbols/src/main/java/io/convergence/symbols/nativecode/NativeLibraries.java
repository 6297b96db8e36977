package io.convergence.symbols.nativecode;

import io.convergence.symbols.elf.ElfFile;
import io.convergence.symbols.file.UnusableSymbolFile;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The libraries of an archive. */
public interface NativeLibraries {
    /** The library with a build id in lower-case hexadecimal digits, or null. */
    @Nullable
    ElfFile byBuildId(String buildId) throws UnusableSymbolFile, IOException;

    /** The library of a name in the folder of an ABI, or null. */
    @Nullable
    ElfFile byName(String abi, String name) throws UnusableSymbolFile, IOException;
}
