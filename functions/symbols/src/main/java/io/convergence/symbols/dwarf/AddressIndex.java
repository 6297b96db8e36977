package io.convergence.symbols.dwarf;

import java.util.ArrayList;
import java.util.List;

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

    private AddressIndex(List<Range> ranges) {
        int size = ranges.size();
        lows = new long[size];
        highs = new long[size];
        owners = new int[size];
        furthest = new long[size];
        for (int index = 0; index < size; index++) {
            Range range = ranges.get(index);
            lows[index] = range.low();
            highs[index] = range.high();
            owners[index] = range.owner();
            boolean isFurthest = index == 0 || Long.compareUnsigned(range.high(), furthest[index - 1]) > 0;
            furthest[index] = isFurthest ? range.high() : furthest[index - 1];
        }
    }

    /** A range, half open. */
    private record Range(long low, long high, int owner) {}

    /** Collects the ranges of an index. */
    static final class Builder {
        private final List<Range> ranges = new ArrayList<>();

        /** Adds pairs of a first address and the one behind the last. */
        void add(long[] pairs, int owner) {
            for (int pair = 0; pair < pairs.length; pair += 2) {
                add(pairs[pair], pairs[pair + 1], owner);
            }
        }

        /** Adds a range. */
        void add(long low, long high, int owner) {
            ranges.add(new Range(low, high, owner));
        }

        /** The index of all ranges. */
        AddressIndex build() {
            ranges.sort((one, other) -> Long.compareUnsigned(one.low(), other.low()));
            return new AddressIndex(ranges);
        }
    }

    /** The least owner of a range that holds an address, or -1. */
    int first(long address) {
        int[] all = all(address);
        return all.length == 0 ? -1 : all[0];
    }

    /** The owners of the ranges that hold an address, in ascending order. */
    int[] all(long address) {
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
        List<Integer> found = new ArrayList<>();
        for (int index = low - 1; index >= 0 && Long.compareUnsigned(furthest[index], address) > 0; index--) {
            if (Long.compareUnsigned(highs[index], address) > 0) {
                found.add(owners[index]);
            }
        }
        return found.stream().mapToInt(Integer::intValue).distinct().sorted().toArray();
    }
}
