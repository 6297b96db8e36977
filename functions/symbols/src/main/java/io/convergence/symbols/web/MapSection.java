package io.convergence.symbols.web;

import io.convergence.symbols.file.UnusableSymbolFile;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A section of a source map, or the whole of a map without sections.
 *
 * @param line generated line at which the section begins, from 0
 * @param column generated column at which it begins on that line, from 0
 * @param segments positions relative to the begin
 * @param sources names of the sources; null where the map has none
 * @param names names of tokens
 * @param ignored indices of the sources that are code of others
 * @param functions a map for each source, or fewer; null where a source has none
 */
record MapSection(
        int line,
        int column,
        Segments segments,
        List<@Nullable String> sources,
        List<@Nullable String> names,
        BitSet ignored,
        List<@Nullable FunctionMap> functions) {

    /** Looks up a generated position at or behind the begin, both from 0. */
    @Nullable
    OriginalPosition at(int generatedLine, int generatedColumn) throws UnusableSymbolFile {
        int relativeColumn = generatedLine == line ? generatedColumn - column : generatedColumn;
        Segment segment = segments.at(generatedLine - line, relativeColumn);
        if (segment == null || segment.source() < 0 || segment.source() >= sources.size()) {
            return null;
        }
        String source = sources.get(segment.source());
        if (source == null || segment.originalLine() == Integer.MAX_VALUE) {
            return null;
        }
        int originalLine = segment.originalLine() + 1;
        FunctionMap map = segment.source() < functions.size() ? functions.get(segment.source()) : null;
        return new OriginalPosition(
                source,
                originalLine,
                segment.originalColumn(),
                segment.name() >= 0 && segment.name() < names.size() ? names.get(segment.name()) : null,
                map == null ? null : map.at(originalLine, segment.originalColumn()),
                ignored.get(segment.source()));
    }
}
