package io.convergence.symbols.resolve;

import io.convergence.symbols.apple.AppleStack;
import io.convergence.symbols.archive.FileKind;
import io.convergence.symbols.archive.SymbolFile;
import io.convergence.symbols.archive.SymbolFiles;
import io.convergence.symbols.file.UnusableSymbolFile;
import io.convergence.symbols.nativecode.AndroidStack;
import io.convergence.symbols.r8.JavaStack;
import io.convergence.symbols.r8.Mapping;
import io.convergence.symbols.stack.ResolvedStack;
import io.convergence.symbols.stack.StackStatus;
import io.convergence.symbols.stack.StackTally;
import io.convergence.symbols.web.JsStack;
import io.convergence.symbols.web.ScriptPath;
import io.convergence.symbols.web.SourceMap;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Resolver over one archive. It keeps each file that it has read; used by one thread. */
public final class ArchiveResolver {
    private static final String MAPPING = "mapping.txt";

    private final SymbolFiles archive;
    private final Map<String, SymbolFile> scripts = new LinkedHashMap<>();
    private final Map<String, SourceMap> maps = new HashMap<>();

    private final ArchiveLibraries libraries;
    private final ArchiveImages images;

    private @Nullable Mapping mapping;

    /** A resolver that has read nothing yet. Files are read while a stack is resolved. */
    public ArchiveResolver(SymbolFiles archive) {
        this.archive = archive;
        libraries = new ArchiveLibraries(archive);
        images = new ArchiveImages(archive);
        for (SymbolFile file : archive.files()) {
            if (file.kind() == FileKind.MAP) {
                scripts.put(file.path(), file);
            }
        }
    }

    /**
     * Resolves a stack by its form.
     *
     * @param debugIds debug ids by script URL, as the event states them; may be empty
     */
    public ResolvedStack resolve(String stack, Map<String, String> debugIds) throws IOException {
        return switch (StackForm.of(stack)) {
            case JS -> new JsStack(url -> map(url, debugIds)).resolve(stack);
            case JVM -> resolveJava(stack);
            case ANDROID_NATIVE -> new AndroidStack(libraries).resolve(stack);
            case APPLE -> new AppleStack(images).resolve(stack);
        };
    }

    private ResolvedStack resolveJava(String stack) throws IOException {
        try {
            Mapping found = mapping();
            return found == null
                    ? unresolved(StackStatus.NO_FILE, MAPPING, stack)
                    : new JavaStack(found).resolve(stack);
        } catch (UnusableSymbolFile damaged) {
            return unresolved(StackStatus.of(damaged), damaged.path(), stack);
        }
    }

    private static ResolvedStack unresolved(StackStatus status, String file, String stack) {
        StackTally tally = new StackTally();
        tally.unresolved(status, file);
        return tally.result(stack);
    }

    private @Nullable Mapping mapping() throws UnusableSymbolFile, IOException {
        if (mapping == null) {
            List<SymbolFile> found = archive.files().stream()
                    .filter(file -> file.kind() == FileKind.MAPPING)
                    .toList();
            for (SymbolFile file : found) {
                if (found.size() == 1 || file.path().equals(MAPPING)) {
                    mapping = archive.mapping(file);
                }
            }
        }
        return mapping;
    }

    private @Nullable SourceMap map(String url, Map<String, String> debugIds) throws UnusableSymbolFile, IOException {
        String path = path(url, debugIds.get(url));
        SymbolFile file = path == null ? null : scripts.get(path);
        if (path == null || file == null) {
            return null;
        }
        SourceMap map = maps.get(path);
        if (map == null) {
            map = archive.sourceMap(file);
            maps.put(path, map);
        }
        return map;
    }

    private @Nullable String path(String url, @Nullable String debugId) {
        if (debugId != null) {
            String id = debugId.toLowerCase(Locale.ROOT);
            for (SymbolFile file : scripts.values()) {
                if (file.identities().contains(id)) {
                    return file.path();
                }
            }
        }
        return ScriptPath.entryOf(url, scripts.keySet());
    }
}
