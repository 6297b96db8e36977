package io.convergence.symbols.dwarf;

import io.convergence.symbols.dwarf.Abbreviations.Abbreviation;
import io.convergence.symbols.file.UnusableSymbolFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All entries of a unit in the order of the file, and the functions and inlined calls among them. */
final class UnitEntries {
    private static final int MAX_ENTRIES = 2_000_000;
    private static final int MAX_DEPTH = 64;
    private static final int SUBPROGRAM = 0x2e;
    private static final int INLINED = 0x1d;

    private final List<Entry> entries = new ArrayList<>();
    private final List<Function> functions = new ArrayList<>();
    private AddressIndex addresses = new AddressIndex.Builder().build();

    private UnitEntries() {}

    /**
     * A function or an inlined call with addresses.
     *
     * @param index of the entry
     * @param owner index of the entry of the function or call around it, or {@link Entry#NONE}
     * @param ranges pairs of a first address and the one behind the last
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Function(int index, int owner, long[] ranges) {
        /** The size of the range that holds an address, or 0. */
        long size(long address) {
            for (int pair = 0; pair < ranges.length; pair += 2) {
                if (Long.compareUnsigned(ranges[pair], address) <= 0
                        && Long.compareUnsigned(address, ranges[pair + 1]) < 0) {
                    return ranges[pair + 1] - ranges[pair];
                }
            }
            return 0;
        }
    }

    static UnitEntries read(Unit unit) throws UnusableSymbolFile {
        UnitEntries read = new UnitEntries();
        DebugBytes bytes = unit.sections.at("info", unit.firstEntry);
        bytes.endAt(unit.end);
        int parent = Entry.NONE;
        while (bytes.hasRemaining()) {
            int offset = bytes.position();
            long code = bytes.uleb();
            if (code == 0) {
                parent = parent == Entry.NONE ? Entry.NONE : read.entries.get(parent).parent;
                if (parent == Entry.NONE) {
                    break;
                }
                continue;
            }
            Abbreviation shape = unit.abbreviations.get(code);
            if (shape == null || read.entries.size() == MAX_ENTRIES) {
                throw new UnusableSymbolFile("a unit has an entry without an abbreviation, or too many entries");
            }
            Entry entry = new Entry(offset, shape.tag(), parent);
            AttributeForm.readInto(entry, shape, bytes, unit);
            read.entries.add(entry);
            if (shape.hasChildren()) {
                parent = read.entries.size() - 1;
            }
        }
        read.collectFunctions(unit);
        return read;
    }

    private void collectFunctions(Unit unit) throws UnusableSymbolFile {
        AddressIndex.Builder all = new AddressIndex.Builder();
        long bounds = 0;
        for (int index = 0; index < entries.size(); index++) {
            Entry entry = entries.get(index);
            if (entry.tag == SUBPROGRAM || entry.tag == INLINED) {
                long[] ranges = RangeList.of(entry, unit);
                bounds += ranges.length;
                if (bounds > MAX_ENTRIES) {
                    throw new UnusableSymbolFile("the functions of a unit have too many ranges");
                }
                if (ranges.length > 0) {
                    all.add(ranges, functions.size());
                    functions.add(new Function(index, entry.tag == INLINED ? owner(entry) : Entry.NONE, ranges));
                }
            }
        }
        addresses = all.build();
    }

    /** The function or call around an entry; blocks are looked through. */
    private int owner(Entry entry) {
        int parent = entry.parent;
        for (int depth = 0; parent != Entry.NONE && depth < MAX_DEPTH; depth++) {
            int tag = entries.get(parent).tag;
            if (tag == SUBPROGRAM || tag == INLINED) {
                return parent;
            }
            parent = entries.get(parent).parent;
        }
        return Entry.NONE;
    }

    /** Whether a function holds an address. */
    boolean hold(long address) {
        return addresses.first(address) >= 0;
    }

    /** The smallest function that holds an address and its chain of inlined calls, outermost first. */
    List<Entry> chain(long address) {
        List<Entry> chain = new ArrayList<>();
        List<Function> holders = new ArrayList<>();
        for (int index : addresses.all(address)) {
            holders.add(functions.get(index));
        }
        Function outermost = null;
        for (Function function : holders) {
            if (entries.get(function.index()).tag == SUBPROGRAM
                    && (outermost == null
                            || Long.compareUnsigned(function.size(address), outermost.size(address)) < 0)) {
                outermost = function;
            }
        }
        int owner = outermost == null ? Entry.NONE : outermost.index();
        while (owner != Entry.NONE && chain.size() < MAX_DEPTH) {
            chain.add(entries.get(owner));
            int next = Entry.NONE;
            for (Function function : holders) {
                if (function.owner() == owner && function.index() > owner) {
                    next = function.index();
                    break;
                }
            }
            owner = next;
        }
        return chain;
    }

    /** The entry at an offset of the section, or null. */
    @Nullable
    Entry at(long offset) {
        int low = 0;
        int high = entries.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Entry entry = entries.get(middle);
            if (entry.offset == offset) {
                return entry;
            }
            if (entry.offset < offset) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }

    /** The parent of an entry, or null for the root. */
    @Nullable
    Entry parent(Entry entry) {
        return entry.parent == Entry.NONE ? null : entries.get(entry.parent);
    }
}
