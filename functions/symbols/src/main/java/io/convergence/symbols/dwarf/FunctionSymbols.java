package io.convergence.symbols.dwarf;

import io.convergence.symbols.file.IntList;
import io.convergence.symbols.file.LongList;
import io.convergence.symbols.file.UnusableSymbolFile;
import io.convergence.symbols.mangled.DemangledName;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Functions of a symbol table by address. A name is read when an address needs it: a table may refer to one long name
 * from each of its entries.
 */
public final class FunctionSymbols {
    private final LongList addresses = new LongList();
    private final LongList sizes = new LongList();
    private final LongList nameOffsets = new LongList();
    /** For each function the number of its table of names. */
    private final IntList tables = new IntList();

    private final List<ByteBuffer> names = new ArrayList<>();
    /** The functions in ascending order of their addresses; null until an address is looked up. */
    private int @Nullable [] sorted;

    /** Adds a table of names and returns its number. */
    public int addNames(ByteBuffer table) {
        names.add(table);
        return names.size() - 1;
    }

    /**
     * Adds a function; of equal addresses the first with a size stays. All functions are added before the first look-up.
     *
     * @param size in bytes; 0 up to the next function
     * @param table number of the table of names
     * @param nameOffset in that table, of a text that ends with a zero byte
     */
    public void add(long address, long size, int table, long nameOffset) {
        addresses.add(address);
        sizes.add(size);
        nameOffsets.add(nameOffset);
        tables.add(table);
    }

    /** The name of the function that holds an address, demangled where it can be; or null. */
    public @Nullable String at(long address) throws UnusableSymbolFile {
        int[] functions = sorted();
        int low = 0;
        int high = functions.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(addresses.get(functions[middle]), address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0) {
            return null;
        }
        int function = functions[low - 1];
        long size = sizes.get(function);
        boolean holds = size == 0 || Long.compareUnsigned(address - addresses.get(function), size) < 0;
        return holds
                ? DemangledName.of(new DebugBytes(names.get(tables.get(function)), nameOffsets.get(function)).text())
                : null;
    }

    /** The functions by address, one for each address: the last of equal addresses is the one that stays. */
    private int[] sorted() {
        int[] all = sorted;
        if (all == null) {
            all = IntStream.range(0, addresses.size())
                    .boxed()
                    .sorted(this::compare)
                    .mapToInt(Integer::intValue)
                    .toArray();
            sorted = all;
        }
        return all;
    }

    private int compare(int one, int other) {
        int byAddress = Long.compareUnsigned(addresses.get(one), addresses.get(other));
        if (byAddress != 0) {
            return byAddress;
        }
        int bySize = Boolean.compare(sizes.get(one) != 0, sizes.get(other) != 0);
        return bySize != 0 ? bySize : Integer.compare(other, one);
    }
}
