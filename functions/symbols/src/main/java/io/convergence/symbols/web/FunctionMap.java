package io.convergence.symbols.web;

import io.convergence.symbols.file.IntList;
import io.convergence.symbols.file.UnusableSymbolFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Function names of one source by original position, as React Native's bundler writes them ({@code x_facebook_sources};
 * github.com/facebook/metro, "metro-source-map"): segments of column, name and line, all as differences; a semicolon
 * sets the column back to 0.
 */
final class FunctionMap {
    private static final int FIELDS = 3;

    private final int[] entries;
    private final List<@Nullable String> names;

    private FunctionMap(int[] entries, List<@Nullable String> names) {
        this.entries = entries;
        this.names = names;
    }

    /** Decodes a map. Entries must be in order of their positions. */
    static FunctionMap of(String mappings, List<@Nullable String> names) throws UnusableSymbolFile {
        VlqCursor numbers = new VlqCursor(mappings.getBytes(StandardCharsets.UTF_8));
        IntList entries = new IntList();
        int line = 1;
        int column = 0;
        int name = 0;
        while (true) {
            if (numbers.skipSeparators() > 0) {
                column = 0;
            }
            if (numbers.atEnd()) {
                break;
            }
            int before = entries.size() - FIELDS;
            column = numbers.addTo(column);
            name = numbers.addAny(name);
            if (!numbers.atSegmentEnd()) {
                line = numbers.addTo(line);
            }
            if (!numbers.atSegmentEnd()) {
                throw new UnusableSymbolFile("a segment of a function map has more than three fields");
            }
            if (before >= 0
                    && (line < entries.get(before)
                            || (line == entries.get(before) && column < entries.get(before + 1)))) {
                throw new UnusableSymbolFile("the positions of a function map are out of order");
            }
            entries.add(line);
            entries.add(column);
            entries.add(name);
        }
        return new FunctionMap(entries.toArray(), names);
    }

    /**
     * The function at an original position, or null.
     *
     * @param line from 1
     * @param column from 0
     */
    @Nullable
    String at(int line, int column) {
        int low = 0;
        int high = entries.length / FIELDS;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int first = middle * FIELDS;
            if (entries[first] < line || (entries[first] == line && entries[first + 1] <= column)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0) {
            return null;
        }
        int name = entries[(low - 1) * FIELDS + 2];
        return name >= 0 && name < names.size() ? names.get(name) : null;
    }
}
