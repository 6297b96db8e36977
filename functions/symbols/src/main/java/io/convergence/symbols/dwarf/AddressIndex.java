package io.convergence.symbols.dwarf;

import io.convergence.symbols.file.IntList;
import io.convergence.symbols.file.LongList;
import java.util.stream.IntStream;

/**
 * Ranges of addresses, each with the number of its owner, searched by address. Ranges may overlap; the time of a search is
 * that of a binary search and of the ranges that overlap before the address.
 */
final class AddressIndex {
    private final long[] lows;
    private final long[] highs;
    private final int[] owners;
    /** The greatest end of the ranges up to an index, by which a search knows where to stop. */
    private final long[] furthest;

    private AddressIndex(LongList allLows, LongList allHighs, IntList allOwners, int[] order) {
        int size = order.length;
        lows = new long[size];
        highs = new long[size];
        owners = new int[size];
        furthest = new long[size];
        for (int index = 0; index < size; index++) {
            lows[index] = allLows.get(order[index]);
            highs[index] = allHighs.get(order[index]);
            owners[index] = allOwners.get(order[index]);
            boolean isFurthest = index == 0 || Long.compareUnsigned(highs[index], furthest[index - 1]) > 0;
            furthest[index] = isFurthest ? highs[index] : furthest[index - 1];
        }
    }

    /** Collects the half-open ranges of an index. */
    static final class Builder {
        private final LongList lows = new LongList();
        private final LongList highs = new LongList();
        private final IntList owners = new IntList();
        private boolean isSorted = true;

        /** Adds pairs of a first address and the one behind the last. */
        void add(long[] pairs, int owner) {
            for (int pair = 0; pair < pairs.length; pair += 2) {
                add(pairs[pair], pairs[pair + 1], owner);
            }
        }

        /** Adds a range. */
        void add(long low, long high, int owner) {
            isSorted &= lows.size() == 0 || Long.compareUnsigned(lows.get(lows.size() - 1), low) <= 0;
            lows.add(low);
            highs.add(high);
            owners.add(owner);
        }

        /** The number of ranges. */
        int size() {
            return owners.size();
        }

        /** The index of all ranges. */
        AddressIndex build() {
            IntStream all = IntStream.range(0, size());
            // Sorting keeps the order of equal ranges.
            int[] order = isSorted
                    ? all.toArray()
                    : all.boxed()
                            .sorted((one, other) -> Long.compareUnsigned(lows.get(one), lows.get(other)))
                            .mapToInt(Integer::intValue)
                            .toArray();
            return new AddressIndex(lows, highs, owners, order);
        }
    }

    /** The number of ranges. */
    int size() {
        return lows.length;
    }

    /** Adds all ranges to another index, with one owner. */
    void addTo(Builder other, int owner) {
        for (int index = 0; index < lows.length; index++) {
            other.add(lows[index], highs[index], owner);
        }
    }

    /** The least owner of a range that holds an address, or -1. */
    int first(long address) {
        int least = -1;
        for (int index = last(address); holdsBefore(index, address); index--) {
            if (Long.compareUnsigned(highs[index], address) > 0 && (least < 0 || owners[index] < least)) {
                least = owners[index];
            }
        }
        return least;
    }

    /** The owners of the ranges that hold an address, in ascending order. */
    int[] all(long address) {
        IntList found = new IntList();
        for (int index = last(address); holdsBefore(index, address); index--) {
            if (Long.compareUnsigned(highs[index], address) > 0) {
                found.add(owners[index]);
            }
        }
        return IntStream.of(found.toArray()).distinct().sorted().toArray();
    }

    /** The size of the first range of an owner that holds an address; 0 when it has none. */
    long size(long address, int owner) {
        long size = 0;
        for (int index = last(address); holdsBefore(index, address); index--) {
            if (owners[index] == owner && Long.compareUnsigned(highs[index], address) > 0) {
                size = highs[index] - lows[index];
            }
        }
        return size;
    }

    /** The last range that begins at or before an address, or -1. */
    private int last(long address) {
        int low = 0;
        int high = lows.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(lows[middle], address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /** Whether a range at or before an index can hold an address. */
    private boolean holdsBefore(int index, long address) {
        return index >= 0 && Long.compareUnsigned(furthest[index], address) > 0;
    }
}
