package io.convergence.symbols.dwarf;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Functions of a symbol table by address. */
public final class FunctionSymbols {
    private final TreeMap<Long, Symbol> symbols = new TreeMap<>(Long::compareUnsigned);

    /**
     * A function.
     *
     * @param size in bytes; 0 up to the next function
     */
    private record Symbol(String name, long size) {}

    /** Adds a function; of equal addresses the first with a size stays. */
    public void add(long address, long size, String name) {
        Symbol before = symbols.get(address);
        if (before == null || (before.size() == 0 && size > 0)) {
            symbols.put(address, new Symbol(name, size));
        }
    }

    /** The function that holds an address, or null. */
    public @Nullable String at(long address) {
        Map.Entry<Long, Symbol> entry = symbols.floorEntry(address);
        if (entry == null) {
            return null;
        }
        Symbol symbol = entry.getValue();
        boolean holds = symbol.size() == 0 || Long.compareUnsigned(address - entry.getKey(), symbol.size()) < 0;
        return holds ? symbol.name() : null;
    }
}
