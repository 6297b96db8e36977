package io.convergence.symbols.dwarf;

import io.convergence.symbols.file.UnusableSymbolFile;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entries and line rows of the units that were read last, within a bound on their memory. Used by one thread. */
final class ReadUnits {
    private final long maxBytes;
    private final LinkedHashMap<Unit, Content> units = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** No units. A unit that is being read is kept even if it alone exceeds the bound. */
    ReadUnits(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** What was read of a unit. */
    private static final class Content {
        private @Nullable UnitEntries entries;
        private @Nullable LineRows lines;
        private long weight;
    }

    /** The entries of a unit. */
    UnitEntries entries(Unit unit) throws UnusableSymbolFile {
        Content content = content(unit);
        UnitEntries entries = content.entries;
        if (entries == null) {
            entries = UnitEntries.read(unit);
            content.entries = entries;
            add(content, entries.weight());
        }
        return entries;
    }

    /** The line rows of a unit; null when it has none. */
    @Nullable
    LineRows lines(Unit unit) throws UnusableSymbolFile {
        Content content = content(unit);
        LineRows lines = content.lines;
        if (lines == null && unit.root != null && unit.root.lineProgram != Entry.NONE) {
            lines = LineRows.read(unit, unit.root.lineProgram);
            content.lines = lines;
            add(content, lines.weight());
        }
        return lines;
    }

    private Content content(Unit unit) {
        return units.computeIfAbsent(unit, key -> new Content());
    }

    private void add(Content content, long weight) {
        content.weight += weight;
        bytes += weight;
        Iterator<Map.Entry<Unit, Content>> eldest = units.entrySet().iterator();
        while (bytes > maxBytes && eldest.hasNext()) {
            Content dropped = eldest.next().getValue();
            if (dropped != content) {
                bytes -= dropped.weight;
                eldest.remove();
            }
        }
    }
}
