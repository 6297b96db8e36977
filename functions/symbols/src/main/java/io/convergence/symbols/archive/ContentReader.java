package io.convergence.symbols.archive;

import io.convergence.symbols.file.UnusableSymbolFile;
import java.io.IOException;
import java.io.InputStream;

/** Reader of the inflated bytes of a file. */
@FunctionalInterface
public interface ContentReader<T> {
    /** Reads a file; the stream stays open. */
    T read(InputStream content) throws UnusableSymbolFile, IOException;
}
