package io.convergence.symbols.stack;

/** The frame by which errors are grouped. */
public final class TopFrame {
    private static final int LONGEST = 512;

    private TopFrame() {}

    /**
     * What identifies the top frame over builds: that of the first resolved frame that is not code of others. It is the function
     * with the name of its file, or the path of the file alone where the function is unknown or a minified name; an empty text
     * without such a frame.
     */
    public static String of(ResolvedStack stack) {
        for (SourceFrame frame : stack.frames()) {
            String name = frame.ignored() ? "" : name(frame);
            if (!name.isEmpty()) {
                return name.length() <= LONGEST ? name : name.substring(0, LONGEST);
            }
        }
        return "";
    }

    private static String name(SourceFrame frame) {
        String file = frame.file();
        String function = frame.function();
        if (function == null || frame.isFunctionOfDevice()) {
            return file == null ? "" : GroupedSource.of(file);
        }
        return file == null ? function : function + " (" + file.substring(file.lastIndexOf('/') + 1) + ')';
    }
}
