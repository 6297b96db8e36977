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

    /** Whether files of this kind are machine code; those are mapped into memory, others are read into the heap. */
    public boolean isNative() {
        return this == ELF || this == MACHO;
    }

    /** The kind as tables spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
