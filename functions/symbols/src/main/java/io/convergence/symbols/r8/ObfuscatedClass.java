package io.convergence.symbols.r8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The methods of one class of a mapping, by obfuscated name. Immutable after it is read. */
final class ObfuscatedClass {
    private final String original;
    private final Map<String, List<NotedLine>> methods = new HashMap<>();
    private final Set<String> synthesized = new HashSet<>();
    private final Set<String> outlines = new HashSet<>();

    private ObfuscatedClass(String original) {
        this.original = original;
    }

    /**
     * A line with its notes.
     *
     * @param line of a method
     * @param notes of the comments that follow it
     */
    record NotedLine(MemberLine line, LineNotes notes) {
        /**
         * The names of the member that the line belongs to, among those of one class. R8 states the types after
         * shrinking on one line of a member only, so the original types name it as well.
         */
        Set<String> members() {
            String residual = notes.residualSignature();
            String original = line.obfuscated() + ' ' + line.type() + '(' + line.arguments() + ')';
            return residual == null ? Set.of(original) : Set.of(original, line.obfuscated() + ' ' + residual);
        }
    }

    /**
     * Parses the lines below the line of a class.
     *
     * @param original name of the class
     * @param version of the format
     */
    static ObfuscatedClass of(String original, List<String> lines, double version) {
        ObfuscatedClass parsed = new ObfuscatedClass(original);
        MemberLine member = null;
        LineNotes notes = LineNotes.NONE;
        boolean memberSeen = false;
        for (String raw : lines) {
            String line = raw.strip();
            if (line.startsWith("#")) {
                MappingComment comment = MappingComment.of(line);
                if (comment != null && memberSeen) {
                    notes = comment.addTo(notes, version);
                }
            } else if (line.contains(" -> ")) {
                parsed.add(member, notes);
                memberSeen = true;
                member = MemberLine.of(line);
                notes = LineNotes.NONE;
            }
        }
        parsed.add(member, notes);
        return parsed;
    }

    private void add(@Nullable MemberLine line, LineNotes notes) {
        if (line == null) {
            return;
        }
        NotedLine noted = new NotedLine(line, notes);
        methods.computeIfAbsent(line.obfuscated(), name -> new ArrayList<>()).add(noted);
        if (notes.synthesized()) {
            synthesized.addAll(noted.members());
        }
        if (notes.outline()) {
            outlines.addAll(noted.members());
        }
    }

    /** The original name of the class. */
    String original() {
        return original;
    }

    boolean isSynthesized(NotedLine line) {
        return line.members().stream().anyMatch(synthesized::contains);
    }

    boolean isOutline(NotedLine line) {
        return line.members().stream().anyMatch(outlines::contains);
    }

    /**
     * The lines of an obfuscated name, a list for each overload. A block is lines in a row with one range, the last of
     * which is the outermost caller; a new overload begins where the signature of the outermost caller changes, unless
     * the first block and the last line agree.
     */
    List<List<NotedLine>> overloads(String name) {
        List<NotedLine> lines = methods.getOrDefault(name, List.of());
        List<List<NotedLine>> blocks = new ArrayList<>();
        for (NotedLine line : lines) {
            List<NotedLine> last = blocks.isEmpty() ? List.of() : blocks.get(blocks.size() - 1);
            if (!last.isEmpty()
                    && line.line().continues(last.get(last.size() - 1).line())) {
                last.add(line);
            } else {
                blocks.add(new ArrayList<>(List.of(line)));
            }
        }
        if (blocks.size() < 2 || outermost(blocks.get(0)).equals(outermost(lines))) {
            return lines.isEmpty() ? List.of() : List.of(lines);
        }
        List<List<NotedLine>> overloads = new ArrayList<>();
        String signature = "";
        for (List<NotedLine> block : blocks) {
            String next = outermost(block);
            if (!next.equals(signature)) {
                overloads.add(new ArrayList<>());
                signature = next;
            }
            overloads.get(overloads.size() - 1).addAll(block);
        }
        return overloads;
    }

    private static String outermost(List<NotedLine> lines) {
        return lines.get(lines.size() - 1).line().signature();
    }
}
