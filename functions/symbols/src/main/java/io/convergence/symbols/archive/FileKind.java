package io.convergence.symbols.archive;

import java.util.Locale;

/** The kinds of symbol files. */
public enum FileKind {
    /** A source map. */
    MAP,
    /** A mapping of R8 or ProGuard. */
    MAPPING,
    /** A library of Android with symbols or DWARF. */
    ELF,
    /** The DWARF file of a dSYM bundle. */
    MACHO;

    /** The kind as tables spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether files of this kind are native code. */
    boolean isNative() {
        return this == ELF || this == MACHO;
    }
}
