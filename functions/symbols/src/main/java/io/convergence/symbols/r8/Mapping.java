package io.convergence.symbols.r8;

import io.convergence.symbols.file.UnusableSymbolFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mapping of R8 or ProGuard: the bytes of the file with an index of its classes. A class is parsed when a frame needs
 * it. Lines that are neither classes, members nor comments are skipped.
 */
public final class Mapping {
    /** R8 reads a file without a version as the oldest, and so drops notes that such files of merging tools have. */
    private static final double DEFAULT_VERSION = 2.2;

    private static final String ARROW = " -> ";
    private static final int MAX_LINE = 1 << 16;

    private final byte[] text;
    private final Map<String, Section> sections = new HashMap<>();
    private final Map<String, String> sourceFiles = new HashMap<>();

    private Mapping(byte[] text) {
        this.text = text;
    }

    /**
     * The lines of a class.
     *
     * @param original name of the class
     * @param start offset behind the line of the class
     * @param end offset of the next class, or of the end
     * @param version of the format
     */
    private record Section(String original, int start, int end, double version) {}

    /** Indexes a file. The array must not be changed later. */
    public static Mapping of(byte[] text) throws UnusableSymbolFile {
        Mapping mapping = new Mapping(text);
        mapping.index();
        if (mapping.sections.isEmpty()) {
            throw new UnusableSymbolFile("the mapping names no class");
        }
        return mapping;
    }

    /** The original name of an obfuscated class, or null. */
    @Nullable
    String originalClass(String obfuscated) {
        Section section = sections.get(obfuscated);
        return section == null ? null : section.original();
    }

    /** The source file that the mapping states for an original class, or null. */
    @Nullable
    String sourceFile(String original) {
        return sourceFiles.get(original);
    }

    /** Parses an obfuscated class; null where the mapping does not have it. */
    @Nullable
    ObfuscatedClass parse(String obfuscated) {
        Section section = sections.get(obfuscated);
        if (section == null) {
            return null;
        }
        List<String> lines = new ArrayList<>();
        int start = section.start();
        while (start < section.end()) {
            int end = lineEnd(start);
            lines.add(line(start, end));
            start = end + 1;
        }
        return ObfuscatedClass.of(section.original(), lines, section.version());
    }

    private void index() {
        double version = DEFAULT_VERSION;
        String original = null;
        String obfuscated = "";
        int sectionStart = 0;
        boolean beforeMembers = false;
        int start = 0;
        while (start < text.length) {
            int end = lineEnd(start);
            byte first = text[start];
            if (first == ' ' || first == '\t') {
                beforeMembers &= firstVisible(start, end) == '#';
            } else if (first == '#') {
                MappingComment comment = MappingComment.of(line(start, end));
                if (comment != null && comment.id().equals("mapping")) {
                    version = version(comment, version);
                } else if (comment != null && original != null && beforeMembers) {
                    putSourceFile(original, comment);
                }
            } else {
                String line = line(start, end).stripTrailing();
                int arrow = line.indexOf(ARROW);
                if (arrow > 0 && line.endsWith(":") && arrow + ARROW.length() < line.length() - 1) {
                    close(original, obfuscated, sectionStart, start, version);
                    original = line.substring(0, arrow);
                    obfuscated = line.substring(arrow + ARROW.length(), line.length() - 1);
                    sectionStart = end + 1;
                    beforeMembers = true;
                }
            }
            start = end + 1;
        }
        close(original, obfuscated, sectionStart, text.length, version);
    }

    private void close(@Nullable String original, String obfuscated, int start, int end, double version) {
        if (original != null) {
            sections.putIfAbsent(obfuscated, new Section(original, start, end, version));
        }
    }

    private void putSourceFile(String original, MappingComment comment) {
        String fileName = comment.texts().get("fileName");
        if (fileName != null && comment.id().equals("sourceFile")) {
            sourceFiles.put(original, fileName);
        }
    }

    private static double version(MappingComment comment, double before) {
        String version = comment.texts().getOrDefault("version", "");
        if (version.isEmpty() || version.length() > 8) {
            return before;
        }
        try {
            return Double.parseDouble(version);
        } catch (NumberFormatException experimental) {
            return before;
        }
    }

    private int lineEnd(int start) {
        int end = start;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        return end;
    }

    private int firstVisible(int start, int end) {
        for (int index = start; index < end; index++) {
            if (text[index] > ' ') {
                return text[index];
            }
        }
        return '#';
    }

    private String line(int start, int end) {
        return new String(text, start, Math.min(end - start, MAX_LINE), StandardCharsets.UTF_8);
    }
}
