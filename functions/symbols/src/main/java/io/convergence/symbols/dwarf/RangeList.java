package io.convergence.symbols.dwarf;

import io.convergence.symbols.file.UnusableSymbolFile;
import java.util.Arrays;

/** The addresses of an entry: pairs of a first address and the one behind the last. */
final class RangeList {
    private static final int MAX_RANGES = 1 << 16;

    private final Unit unit;
    private long[] pairs = new long[0];
    private int size;

    private RangeList(Unit unit) {
        this.unit = unit;
    }

    /** The ranges of an entry, without empty ones. */
    static long[] of(Entry entry, Unit unit) throws UnusableSymbolFile {
        RangeList list = new RangeList(unit);
        if (entry.ranges != Entry.NONE) {
            Entry root = unit.root;
            long base = root == null ? 0 : root.low;
            if (unit.version >= 5) {
                list.readLists(list.listOffset(entry), base);
            } else {
                list.readPairs(entry.ranges, base);
            }
        } else if (entry.hasLow && entry.hasHigh) {
            list.add(entry.low, entry.highIsLength ? entry.low + entry.high : entry.high);
        }
        return Arrays.copyOf(list.pairs, list.size);
    }

    private long listOffset(Entry entry) throws UnusableSymbolFile {
        if (!entry.rangesIndexed) {
            return entry.ranges;
        }
        int size = unit.wide ? 8 : 4;
        if (entry.ranges < 0 || entry.ranges > Integer.MAX_VALUE) {
            throw new UnusableSymbolFile("an index of the ranges exceeds its section");
        }
        return unit.rangeLists
                + unit.sections
                        .at("rnglists", unit.rangeLists + entry.ranges * size)
                        .offset(unit.wide);
    }

    private void readPairs(long offset, long start) throws UnusableSymbolFile {
        DebugBytes bytes = unit.sections.at("ranges", offset);
        long marker = unit.addressSize == 8 ? -1L : 0xffffffffL;
        long base = start;
        while (bytes.hasRemaining()) {
            long low = bytes.unsigned(unit.addressSize);
            long high = bytes.unsigned(unit.addressSize);
            if (low == 0 && high == 0) {
                return;
            }
            if (low == marker) {
                base = high;
            } else {
                add(base + low, base + high);
            }
        }
    }

    private void readLists(long offset, long start) throws UnusableSymbolFile {
        DebugBytes bytes = unit.sections.at("rnglists", offset);
        long base = start;
        while (true) {
            int kind = bytes.u8();
            switch (kind) {
                case 0 -> {
                    return;
                }
                case 1 -> base = AttributeForm.addressAt(bytes.uleb(), unit);
                case 2 -> add(AttributeForm.addressAt(bytes.uleb(), unit), AttributeForm.addressAt(bytes.uleb(), unit));
                case 3 -> {
                    long low = AttributeForm.addressAt(bytes.uleb(), unit);
                    add(low, low + bytes.uleb());
                }
                case 4 -> add(base + bytes.uleb(), base + bytes.uleb());
                case 5 -> base = bytes.unsigned(unit.addressSize);
                case 6 -> add(bytes.unsigned(unit.addressSize), bytes.unsigned(unit.addressSize));
                case 7 -> {
                    long low = bytes.unsigned(unit.addressSize);
                    add(low, low + bytes.uleb());
                }
                default -> throw new UnusableSymbolFile("a list of ranges has an unknown kind of entry");
            }
        }
    }

    private void add(long low, long high) throws UnusableSymbolFile {
        if (Long.compareUnsigned(low, high) >= 0) {
            return;
        }
        if (size == 2 * MAX_RANGES) {
            throw new UnusableSymbolFile("a list of ranges has too many entries");
        }
        if (size == pairs.length) {
            pairs = Arrays.copyOf(pairs, Math.max(2, size * 2));
        }
        pairs[size++] = low;
        pairs[size++] = high;
    }
}
