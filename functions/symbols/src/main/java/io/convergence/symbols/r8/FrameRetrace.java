package io.convergence.symbols.r8;

import io.convergence.symbols.r8.LineNotes.Rewrite;
import io.convergence.symbols.r8.ObfuscatedClass.NotedLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The original frames of one obfuscated frame, by the rules of R8's retrace (R8's doc/retrace.md). */
final class FrameRetrace {
    /** The line of a frame that keeps the text of the device. */
    static final int KEPT = -1;

    private static final int MAX_ALTERNATIVES = 256;

    private static final Comparator<Original> ORDER = Comparator.comparing(Original::className)
            .thenComparing(Original::method)
            .thenComparing(Original::types)
            .thenComparingInt(Original::line);

    private final ObfuscatedClass owner;
    private final String method;

    FrameRetrace(ObfuscatedClass owner, String method) {
        this.owner = owner;
        this.method = method;
    }

    /**
     * An original frame.
     *
     * @param className original class
     * @param method original name
     * @param types of the arguments
     * @param line original line, 0 for none, or {@link #KEPT}
     */
    record Original(String className, String method, String types, int line) {}

    /**
     * The outcome.
     *
     * @param frames innermost first, each with its alternatives in order
     * @param known whether the mapping has the method
     * @param outline position in an outline that the next frame called, or null
     */
    record Result(
            List<List<Original>> frames,
            boolean known,
            @Nullable Integer outline) {}

    /**
     * Retraces a frame.
     *
     * @param line as printed; 0 or less where the frame has none
     * @param carried position in the outline that the frame before belongs to, or null
     * @param thrown descriptor of the class thrown, as obfuscated, or null
     */
    Result at(int line, @Nullable Integer carried, @Nullable String thrown) {
        List<List<NotedLine>> overloads = owner.overloads(method);
        List<List<NotedLine>> chosen = choose(overloads, line);
        int position = line;
        if (carried != null && !chosen.isEmpty()) {
            List<NotedLine> last = chosen.get(chosen.size() - 1);
            Map<Integer, Integer> positions = last.get(last.size() - 1).notes().positions();
            if (positions != null) {
                position = positions.getOrDefault(carried, carried);
                chosen = choose(overloads, position);
            }
        }
        if (chosen.isEmpty()) {
            if (line > 0 || overloads.isEmpty()) {
                return new Result(List.of(List.of(new Original(owner.original(), method, "", KEPT))), false, null);
            }
            chosen = overloads.stream()
                    .map(overload -> overload.subList(overload.size() - 1, overload.size()))
                    .toList();
            return result(chosen, KEPT, thrown, line);
        }
        return result(chosen, Math.max(position, 0), thrown, position);
    }

    /** The lines for a position, a list for each overload that has some. */
    private static List<List<NotedLine>> choose(List<List<NotedLine>> overloads, int line) {
        List<List<NotedLine>> chosen = new ArrayList<>();
        for (List<NotedLine> overload : overloads) {
            add(chosen, holding(overload, Math.max(line, 0)));
        }
        if (chosen.isEmpty()) {
            for (List<NotedLine> overload : overloads) {
                List<NotedLine> unranged = overload.stream()
                        .filter(noted -> !noted.line().hasRange())
                        .limit(line > 0 ? Long.MAX_VALUE : 1)
                        .toList();
                add(chosen, unranged);
            }
        }
        return chosen;
    }

    private static void add(List<List<NotedLine>> chosen, List<NotedLine> lines) {
        if (!lines.isEmpty()) {
            chosen.add(lines);
        }
    }

    private static List<NotedLine> holding(List<NotedLine> overload, int line) {
        int start = 0;
        while (start < overload.size() && !overload.get(start).line().holds(line)) {
            start++;
        }
        int end = start;
        while (end < overload.size()
                && overload.get(end).line().hasRangeOf(overload.get(start).line())) {
            end++;
        }
        return overload.subList(start, end);
    }

    private Result result(List<List<NotedLine>> chosen, int line, @Nullable String thrown, int position) {
        boolean ambiguous = chosen.size() > 1
                || chosen.get(0).stream().anyMatch(noted -> noted.line().isAmbiguous());
        List<SortedSet<Original>> frames = new ArrayList<>();
        Integer outline = null;
        for (List<NotedLine> overload : chosen) {
            NotedLine outermost = overload.get(overload.size() - 1);
            boolean isOutline = owner.isOutline(outermost);
            if (isOutline) {
                outline = Math.max(position, 0);
            }
            int last = isOutline || owner.isSynthesized(outermost) ? overload.size() - 1 : overload.size();
            int first = removed(overload, thrown);
            for (int index = first; index < last; index++) {
                while (frames.size() <= index - first) {
                    frames.add(new TreeSet<>(ORDER));
                }
                addOriginals(frames.get(index - first), overload.get(index).line(), line, ambiguous);
            }
        }
        List<List<Original>> printed = frames.stream().map(List::copyOf).toList();
        return new Result(printed, true, outline);
    }

    private static int removed(List<NotedLine> lines, @Nullable String thrown) {
        int removed = 0;
        for (NotedLine line : lines) {
            for (Rewrite rewrite : line.notes().rewrites()) {
                boolean holds = rewrite.thrown().stream().allMatch(descriptor -> descriptor.equals(thrown));
                removed += holds ? rewrite.removed() : 0;
            }
        }
        return removed > lines.size() ? 0 : removed;
    }

    private void addOriginals(SortedSet<Original> alternatives, MemberLine member, int line, boolean ambiguous) {
        if (line > 0 && member.isAmbiguous()) {
            for (int index = 0; index < member.originalSpan() && alternatives.size() < MAX_ALTERNATIVES; index++) {
                alternatives.add(original(member, member.originalFrom() + index));
            }
            return;
        }
        Original original = original(member, line(member, line, ambiguous));
        boolean repeated = line <= 0
                && alternatives.stream()
                        .anyMatch(other -> other.className().equals(original.className())
                                && other.method().equals(original.method()));
        if (!repeated) {
            alternatives.add(original);
        }
    }

    private static int line(MemberLine member, int line, boolean ambiguous) {
        if (line == KEPT) {
            return 0;
        }
        if (line == 0 && ambiguous) {
            return KEPT;
        }
        if (!member.hasOriginal()) {
            return line;
        }
        if (member.originalSpan() == 1) {
            return member.originalFrom();
        }
        return line > 0 ? member.originalFrom() + line - member.from() : member.originalFrom();
    }

    private Original original(MemberLine member, int line) {
        String holder = member.holder();
        return new Original(
                holder == null ? owner.original() : holder, member.name(), member.arguments(), Math.max(line, KEPT));
    }
}
