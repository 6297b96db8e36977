package io.convergence.symbols.web;

import io.convergence.symbols.file.UnusableSymbolFile;
import io.convergence.symbols.stack.ResolvedStack;
import io.convergence.symbols.stack.SourceFrame;
import io.convergence.symbols.stack.StackStatus;
import io.convergence.symbols.stack.StackTally;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rewriter of stacks of V8, SpiderMonkey, JavaScriptCore, Hermes and the SDKs that this product replaces. Only the
 * place of a frame is replaced; lines that name none pass as they are. Used by one thread, for one stack.
 */
public final class JsStack {
    private final ScriptMaps maps;
    private final Map<String, Lookup> lookups = new HashMap<>();
    private final StackTally tally = new StackTally();

    /** A rewriter over the maps of an archive. */
    public JsStack(ScriptMaps maps) {
        this.maps = maps;
    }

    /** Resolves a stack. */
    public ResolvedStack resolve(String stack) throws IOException {
        StringBuilder text = new StringBuilder(stack.length());
        int index = 0;
        int start = 0;
        while (start <= stack.length()) {
            int end = stack.indexOf('\n', start);
            end = end < 0 ? stack.length() : end;
            String raw = stack.substring(start, end);
            text.append(tally.hasRoom() ? rewritten(raw, index) : raw);
            if (end < stack.length()) {
                text.append('\n');
            }
            start = end + 1;
            index++;
        }
        return tally.result(text.toString());
    }

    private String rewritten(String raw, int index) throws IOException {
        JsLine line = JsLine.of(raw);
        if (line == null) {
            return raw;
        }
        JsLocation location = line.location();
        Lookup lookup = lookups.get(location.url());
        if (lookup == null) {
            lookup = find(location.url());
            lookups.put(location.url(), lookup);
        }
        if (lookup.map() == null) {
            tally.unresolved(lookup.reason(), ScriptPath.of(location.url()) + ".map");
            return raw;
        }
        OriginalPosition position = null;
        int column = location.column() - line.firstColumn();
        if (location.line() > 0 && column >= 0) {
            try {
                position = lookup.map().at(location.line() - 1, column);
            } catch (UnusableSymbolFile damaged) {
                tally.unresolved(StackStatus.of(damaged), damaged.path());
                return raw;
            }
        }
        if (position == null) {
            tally.unmatched(ScriptPath.of(location.url()) + ".map");
            return raw;
        }
        tally.resolved();
        String function = position.function() == null ? line.function() : position.function();
        tally.add(new SourceFrame(
                function,
                position.function() == null,
                position.source(),
                position.line(),
                position.column() == Integer.MAX_VALUE ? 0 : position.column() + 1,
                location.url(),
                false,
                position.ignored(),
                index));
        return line.with(position);
    }

    private Lookup find(String url) throws IOException {
        try {
            return new Lookup(maps.find(url), StackStatus.NO_FILE);
        } catch (UnusableSymbolFile unusable) {
            return new Lookup(null, StackStatus.of(unusable));
        }
    }

    /** A map, or why there is none. */
    private record Lookup(@Nullable SourceMap map, StackStatus reason) {}
}
