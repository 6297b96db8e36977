package io.convergence.symbols.dwarf;

import io.convergence.symbols.file.UnusableSymbolFile;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * The debug sections of a file.
 *
 * @param sections inflated bytes by name without its prefix, such as {@code info}; absent ones are empty
 */
public record DebugSections(Map<String, ByteBuffer> sections) {
    public DebugSections {
        sections = Map.copyOf(sections);
    }

    /** A cursor at an offset of a section. */
    DebugBytes at(String name, long offset) throws UnusableSymbolFile {
        return new DebugBytes(sections.getOrDefault(name, ByteBuffer.allocate(0)), offset);
    }

    /** The size of a section in bytes. */
    int size(String name) {
        ByteBuffer section = sections.get(name);
        return section == null ? 0 : section.limit();
    }
}
