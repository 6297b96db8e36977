package io.convergence.symbols.apple;

import io.convergence.symbols.file.UnusableSymbolFile;
import io.convergence.symbols.macho.MachOFile;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The images of an archive. */
public interface AppleImages {
    /** The image with a UUID of 32 lower-case hexadecimal digits, or null. */
    @Nullable
    MachOFile byUuid(String uuid) throws UnusableSymbolFile, IOException;

    /** The one image of a name, or null where none or several, such as the slices of a fat file, have that name. */
    @Nullable
    MachOFile onlyOf(String module) throws UnusableSymbolFile, IOException;

    /** Whether an image of the archive has a name. */
    boolean has(String module);
}
