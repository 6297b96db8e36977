package io.convergence.symbols.stack;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts the frames of one stack while it is resolved. Used by one thread. */
public final class StackTally {
    /** Frames that are looked at; later ones pass as they are. */
    public static final int MAX_FRAMES = 1000;

    private static final int MAX_MISSING = 100;

    private final List<SourceFrame> frames = new ArrayList<>();
    private final Set<String> missing = new LinkedHashSet<>();
    private final Set<String> unmatched = new LinkedHashSet<>();
    private int seen;
    private int resolved;

    private @Nullable StackStatus reason;

    /** Whether a further frame may be looked at. */
    public boolean hasRoom() {
        return seen < MAX_FRAMES;
    }

    /** Counts a raw frame that was resolved. */
    public void resolved() {
        seen++;
        resolved++;
    }

    /** Adds a frame in source names. One raw frame has several with inlined calls. */
    public void add(SourceFrame frame) {
        frames.add(frame);
    }

    /** Counts a raw frame that was not resolved. */
    public void unresolved(StackStatus why) {
        seen++;
        if (reason == null || why.compareTo(reason) < 0) {
            reason = why;
        }
    }

    /** Counts a raw frame whose file is missing or cannot be read. */
    public void unresolved(StackStatus why, String file) {
        unresolved(why);
        if (missing.size() < MAX_MISSING) {
            missing.add(file);
        }
    }

    /** Counts a raw frame whose file knows nothing of its place. */
    public void unmatched(String file) {
        unresolved(StackStatus.NO_MATCH);
        if (unmatched.size() < MAX_MISSING) {
            unmatched.add(file);
        }
    }

    /** The result, with the text that was built beside this tally. */
    public ResolvedStack result(String text) {
        StackStatus status;
        if (resolved == 0) {
            status = reason == null ? StackStatus.NO_MATCH : reason;
        } else {
            status = resolved == seen ? StackStatus.SUCCESS : StackStatus.PARTIAL;
        }
        return new ResolvedStack(
                resolved == 0 ? null : text,
                status,
                resolved,
                seen,
                frames,
                new ArrayList<>(missing),
                new ArrayList<>(unmatched));
    }
}
