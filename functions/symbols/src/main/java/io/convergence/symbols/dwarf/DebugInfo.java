package io.convergence.symbols.dwarf;

import io.convergence.symbols.dwarf.LineRows.Row;
import io.convergence.symbols.file.UnusableSymbolFile;
import io.convergence.symbols.mangled.DemangledName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Frames of addresses from the debug information of one file. Units are read when an address falls into them. */
public final class DebugInfo {
    /** Most bytes of heap that the units of one file take; one larger unit may exceed them. */
    public static final long MAX_UNIT_BYTES = 16L << 20;

    private static final int MAX_REFERENCES = 8;
    private static final int MAX_SCOPES = 64;
    private static final int MAX_UNSTATED = 2_000_000;
    private static final int SWIFT = 0x1e;
    private static final int NAMESPACE = 0x39;

    private final UnitIndex units;
    private final ReadUnits read = new ReadUnits(MAX_UNIT_BYTES);
    private @Nullable AddressIndex unstated;

    private DebugInfo(UnitIndex units) {
        this.units = units;
    }

    /** Reads the headers and roots of all units. */
    public static DebugInfo of(DebugSections sections) throws UnusableSymbolFile {
        return new DebugInfo(UnitIndex.read(sections));
    }

    /**
     * The frames of an address, innermost first; empty where the debug information does not know it.
     *
     * @param symbol the name of the symbol that holds the address, or null
     */
    public List<AddressFrame> at(long address, @Nullable String symbol) throws UnusableSymbolFile {
        Unit unit = unitOf(address);
        if (unit == null || unit.root == null) {
            return List.of();
        }
        LineRows lines = read.lines(unit);
        Row row = lines == null ? null : lines.at(address);
        String file = lines == null || row == null ? null : lines.file(row.file());
        int line = row == null ? 0 : row.line();
        int column = row == null ? 0 : row.column();
        List<Entry> chain = read.entries(unit).chain(address);
        List<AddressFrame> frames = new ArrayList<>();
        for (int depth = chain.size() - 1; depth >= 0; depth--) {
            Entry entry = chain.get(depth);
            String name = name(entry, unit);
            frames.add(new AddressFrame(depth > 0 ? name : scoped(name, symbol), file, line, column, depth > 0));
            file = lines == null ? null : lines.file(entry.callFile);
            line = entry.callLine;
            column = entry.callColumn;
        }
        if (frames.isEmpty() && row != null) {
            frames.add(new AddressFrame(symbol, file, line, column, false));
        }
        return frames;
    }

    /** The symbol in place of a name that lacks its scopes: line tables name functions, but do not declare them. */
    private static @Nullable String scoped(@Nullable String name, @Nullable String symbol) {
        return symbol != null && (name == null || symbol.endsWith("::" + name)) ? symbol : name;
    }

    private @Nullable Unit unitOf(long address) throws UnusableSymbolFile {
        Unit stated = units.of(address);
        if (stated != null) {
            return stated;
        }
        int index = unstated().first(address);
        return index < 0 ? null : units.withoutRanges().get(index);
    }

    /** The addresses of the functions in units whose roots state none. */
    private AddressIndex unstated() throws UnusableSymbolFile {
        AddressIndex known = unstated;
        if (known == null) {
            AddressIndex.Builder all = new AddressIndex.Builder();
            List<Unit> without = units.withoutRanges();
            for (int index = 0; index < without.size(); index++) {
                read.entries(without.get(index)).addresses().addTo(all, index);
                if (all.size() > MAX_UNSTATED) {
                    throw new UnusableSymbolFile("units without addresses have too many functions");
                }
            }
            known = all.build();
            unstated = known;
        }
        return known;
    }

    /** The declaring scopes and the name of a function. */
    private @Nullable String name(Entry function, Unit home) throws UnusableSymbolFile {
        Entry entry = function;
        Unit unit = home;
        for (int depth = 0; entry.origin != Entry.NONE && depth < MAX_REFERENCES; depth++) {
            Unit next = units.at(entry.origin);
            Entry origin = next == null ? null : read.entries(next).at(entry.origin);
            if (next == null || origin == null) {
                break;
            }
            unit = next;
            entry = origin;
        }
        if (entry.name == null) {
            return entry.linkageName == null ? null : DemangledName.of(entry.linkageName);
        }
        if (entry.name.startsWith("-[") || entry.name.startsWith("+[")) {
            return entry.name;
        }
        String separator = unit.root != null && unit.root.language == SWIFT ? "." : "::";
        StringBuilder name = new StringBuilder(entry.name);
        String below = entry.name;
        Entry scope = scope(entry, unit);
        for (int depth = 0; scope != null && depth < MAX_SCOPES; depth++) {
            String part = scopeName(scope, below);
            if (part != null) {
                name.insert(0, part + separator);
                below = part;
            }
            scope = scope(scope, unit);
        }
        return name.toString();
    }

    /** The entry around an entry, or around its declaration. */
    private @Nullable Entry scope(Entry entry, Unit unit) throws UnusableSymbolFile {
        UnitEntries all = read.entries(unit);
        Entry declared = entry;
        for (int depth = 0; declared.origin != Entry.NONE && depth < MAX_REFERENCES; depth++) {
            Entry origin = all.at(declared.origin);
            if (origin == null) {
                break;
            }
            declared = origin;
        }
        return all.parent(declared);
    }

    private @Nullable String scopeName(Entry scope, String below) throws UnusableSymbolFile {
        return switch (scope.tag) {
            case NAMESPACE -> scope.name == null ? "(anonymous namespace)" : scope.name;
            case 0x02, 0x13, 0x17, 0x38, 0x04 ->
                scope.name != null ? scope.name : below.startsWith("operator()") ? "{lambda}" : "(anonymous class)";
            case 0x1e -> scope.name;
            case 0x2e -> scope.name != null ? scope.name : declaredName(scope);
            default -> null;
        };
    }

    private @Nullable String declaredName(Entry function) throws UnusableSymbolFile {
        Entry entry = function;
        for (int depth = 0; entry.name == null && entry.origin != Entry.NONE && depth < MAX_REFERENCES; depth++) {
            Unit unit = units.at(entry.origin);
            Entry origin = unit == null ? null : read.entries(unit).at(entry.origin);
            if (origin == null) {
                break;
            }
            entry = origin;
        }
        return entry.name;
    }
}
