package io.convergence.symbols.archive;

import java.util.Locale;

/** The kinds of symbol files. */
public enum FileKind {
    /** A source map. */
    MAP,
    /** A mapping of R8 or ProGuard. */
    MAPPING,
    /** A library of Android. */
    ELF,
    /** Debug symbols of Apple's platforms. */
    MACHO;

    /** The kind as tables spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
