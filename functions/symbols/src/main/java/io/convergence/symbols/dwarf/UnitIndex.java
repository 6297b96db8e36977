package io.convergence.symbols.dwarf;

import io.convergence.symbols.file.UnusableSymbolFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The units of a file by offset and by address. A unit whose root states no addresses is known by its functions only. */
final class UnitIndex {
    private final List<Unit> units;
    private final List<Unit> withoutRanges;
    private final AddressIndex addresses;

    private UnitIndex(List<Unit> units, List<Unit> withoutRanges, AddressIndex addresses) {
        this.units = units;
        this.withoutRanges = withoutRanges;
        this.addresses = addresses;
    }

    /** Reads the headers and roots of all units. */
    static UnitIndex read(DebugSections sections) throws UnusableSymbolFile {
        List<Unit> units = new ArrayList<>();
        List<Unit> withoutRanges = new ArrayList<>();
        AddressIndex.Builder addresses = new AddressIndex.Builder();
        DebugBytes bytes = sections.at("info", 0);
        while (bytes.hasRemaining()) {
            Unit unit = Unit.read(sections, bytes);
            if (unit == null || unit.root == null) {
                continue;
            }
            long[] ranges = RangeList.of(unit.root, unit);
            if (ranges.length == 0) {
                withoutRanges.add(unit);
            }
            addresses.add(ranges, units.size());
            units.add(unit);
        }
        return new UnitIndex(units, withoutRanges, addresses.build());
    }

    /** The first unit whose root states that it holds an address, or null. */
    @Nullable
    Unit of(long address) {
        int unit = addresses.first(address);
        return unit < 0 ? null : units.get(unit);
    }

    /** The units whose roots state no addresses. */
    List<Unit> withoutRanges() {
        return withoutRanges;
    }

    /** The unit that holds an offset of the section, or null. */
    @Nullable
    Unit at(long offset) {
        int low = 0;
        int high = units.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (units.get(middle).start <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Unit unit = low == 0 ? null : units.get(low - 1);
        return unit != null && offset < unit.end ? unit : null;
    }
}
