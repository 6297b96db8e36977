package io.convergence.symbols.dwarf;

import io.convergence.symbols.file.UnusableSymbolFile;
import io.convergence.symbols.mangled.DemangledName;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Functions of a symbol table by address. A name is read when an address needs it: a table may refer to one long name
 * from each of its entries.
 */
public final class FunctionSymbols {
    private final TreeMap<Long, Symbol> symbols = new TreeMap<>(Long::compareUnsigned);

    /**
     * A function.
     *
     * @param size in bytes; 0 up to the next function
     * @param names the table of names
     * @param nameOffset of the name in that table
     */
    private record Symbol(long size, ByteBuffer names, long nameOffset) {}

    /**
     * Adds a function; of equal addresses the first with a size stays.
     *
     * @param size in bytes; 0 up to the next function
     * @param nameOffset in {@code names}, of a text that ends with a zero byte
     */
    public void add(long address, long size, ByteBuffer names, long nameOffset) {
        Symbol before = symbols.get(address);
        if (before == null || (before.size() == 0 && size > 0)) {
            symbols.put(address, new Symbol(size, names, nameOffset));
        }
    }

    /** The name of the function that holds an address, demangled where it can be; or null. */
    public @Nullable String at(long address) throws UnusableSymbolFile {
        Map.Entry<Long, Symbol> entry = symbols.floorEntry(address);
        if (entry == null) {
            return null;
        }
        Symbol symbol = entry.getValue();
        boolean holds = symbol.size() == 0 || Long.compareUnsigned(address - entry.getKey(), symbol.size()) < 0;
        return holds ? DemangledName.of(new DebugBytes(symbol.names(), symbol.nameOffset()).text()) : null;
    }
}
