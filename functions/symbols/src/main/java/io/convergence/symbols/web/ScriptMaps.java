package io.convergence.symbols.web;

import io.convergence.symbols.file.UnusableSymbolFile;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The source maps of an archive, by script. */
@FunctionalInterface
public interface ScriptMaps {
    /**
     * The map of a script, or null where the archive has none or several that fit.
     *
     * @param url as the stack names it
     * @throws UnusableSymbolFile if the map cannot be read
     */
    @Nullable
    SourceMap find(String url) throws UnusableSymbolFile, IOException;
}
