package io.convergence.symbols.r8;

import io.convergence.symbols.r8.FrameRetrace.Original;
import io.convergence.symbols.stack.ResolvedStack;
import io.convergence.symbols.stack.SourceFrame;
import io.convergence.symbols.stack.StackTally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rewriter of stacks of Java and Kotlin. Used by one thread, for one stack. */
public final class JavaStack {
    private static final int MAX_PRINTED = 10_000;

    private final Mapping mapping;
    private final Map<String, ObfuscatedClass> classes = new HashMap<>();
    private final StackTally tally = new StackTally();
    private final List<String> printed = new ArrayList<>();

    private @Nullable String thrown;
    private @Nullable Integer outline;

    /** A rewriter over a mapping. */
    public JavaStack(Mapping mapping) {
        this.mapping = mapping;
    }

    /** Whether a line is a frame of Java or Kotlin: {@code at a.b.c(file:1)}. */
    public static boolean isFrame(String line) {
        JavaFrame frame = JavaFrame.of(line);
        return frame != null && (frame.lineText().isEmpty() || !frame.file().matches(".*:[0-9]{1,9}"));
    }

    /** Resolves a stack. */
    public ResolvedStack resolve(String stack) {
        int index = 0;
        for (String line : stack.split("\n", -1)) {
            JavaFrame frame = tally.hasRoom() && printed.size() < MAX_PRINTED ? JavaFrame.of(line) : null;
            if (frame != null) {
                printFrame(frame, line, index);
            } else {
                printed.add(line.stripLeading().startsWith("at ") ? line : header(line));
            }
            index++;
        }
        return tally.result(String.join("\n", printed));
    }

    private String header(String line) {
        ThrownClass found = ThrownClass.of(line, mapping);
        if (found == null) {
            return line;
        }
        String name = found.in(line);
        thrown = 'L' + name.replace('.', '/') + ';';
        String original = mapping.originalClass(name);
        if (original == null) {
            return line;
        }
        if (!original.equals(name)) {
            tally.resolved();
        }
        return line.substring(0, found.start()) + original + line.substring(found.end());
    }

    private void printFrame(JavaFrame frame, String raw, int index) {
        Integer carried = outline;
        outline = null;
        ObfuscatedClass owner = classes.get(frame.className());
        if (owner == null) {
            owner = mapping.parse(frame.className());
            if (owner == null) {
                printed.add(raw);
                return;
            }
            classes.put(frame.className(), owner);
        }
        FrameRetrace.Result result = new FrameRetrace(owner, frame.method()).at(frame.line(), carried, thrown);
        tally.resolved();
        outline = result.outline();
        if (result.known()) {
            thrown = null;
        }
        int count = result.frames().size();
        for (int depth = 0; depth < count; depth++) {
            boolean first = true;
            for (Original original : result.frames().get(depth)) {
                printOriginal(frame, original, first, depth < count - 1, index);
                first = false;
            }
        }
    }

    private void printOriginal(JavaFrame frame, Original original, boolean first, boolean inlined, int index) {
        String file = frame.fileOf(original.className(), mapping.sourceFile(original.className()));
        String lineText = original.line() == FrameRetrace.KEPT
                ? frame.lineText()
                : original.line() == 0 ? "" : ":" + original.line();
        int begin = frame.head().indexOf("at ");
        String head = first
                ? frame.head()
                : frame.head().substring(0, begin) + "<OR> " + frame.head().substring(begin);
        printed.add(head + original.className() + '.' + original.method() + '(' + file + lineText + frame.tail());
        if (first) {
            tally.add(new SourceFrame(
                    original.className() + '.' + original.method(),
                    false,
                    file,
                    Math.max(original.line() == FrameRetrace.KEPT ? frame.line() : original.line(), 0),
                    0,
                    frame.className(),
                    inlined,
                    false,
                    index));
        }
    }
}
