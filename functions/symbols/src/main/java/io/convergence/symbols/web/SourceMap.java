package io.convergence.symbols.web;

import io.convergence.symbols.file.UnusableSymbolFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source map of revision 3 (ECMA-426). Immutable. */
public final class SourceMap {
    private final List<MapSection> sections;
    private final @Nullable String debugId;

    SourceMap(List<MapSection> sections, @Nullable String debugId) {
        this.sections = List.copyOf(sections);
        this.debugId = debugId;
    }

    /** Reads a map. The stream stays open. */
    public static SourceMap read(InputStream json) throws UnusableSymbolFile, IOException {
        return new SourceMapReader().read(json);
    }

    /** The debug id in lower case, or null. */
    public @Nullable String debugId() {
        return debugId;
    }

    /** The number of bytes that the positions keep in memory. */
    public long weight() {
        return sections.stream()
                .mapToLong(section -> section.segments().weight())
                .sum();
    }

    /**
     * The original position of a generated one, or null where the map has none.
     *
     * @param line from 0
     * @param column from 0, in UTF-16 units
     */
    public @Nullable OriginalPosition at(int line, int column) throws UnusableSymbolFile {
        int low = 0;
        int high = sections.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            MapSection section = sections.get(middle);
            if (section.line() < line || (section.line() == line && section.column() <= column)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? null : sections.get(low - 1).at(line, column);
    }
}
