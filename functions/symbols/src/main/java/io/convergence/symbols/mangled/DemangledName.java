package io.convergence.symbols.mangled;

/**
 * Names of functions as their sources write them, from the names of symbols (Itanium C++ ABI, "Mangling"). Parameters,
 * which are no part of a name, are left out; those of a function around a local name are printed.
 */
public final class DemangledName {
    private static final int MAX_LENGTH = 1 << 13;

    private DemangledName() {}

    /** The name of a symbol: scopes, name and template arguments. A symbol that cannot be read is its own name. */
    public static String of(String symbol) {
        if (!symbol.startsWith("_Z") || symbol.length() > MAX_LENGTH) {
            return symbol;
        }
        try {
            return new NameReader(symbol, 2).symbol();
        } catch (UnreadableName kept) {
            return symbol;
        }
    }
}
