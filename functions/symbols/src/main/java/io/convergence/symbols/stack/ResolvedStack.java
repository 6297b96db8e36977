package io.convergence.symbols.stack;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stack in source names.
 *
 * @param text the whole stack with its resolved frames, or null where no frame was resolved
 * @param status the outcome
 * @param resolved the number of raw frames that were resolved
 * @param seen the number of raw frames that name a place
 * @param frames the resolved frames, in the order of the text
 * @param missing names of files that the archive does not have or that cannot be read, each once, at most 100
 * @param unmatched names of files that know nothing of a place in the stack, each once, at most 100
 */
public record ResolvedStack(
        @Nullable String text,
        StackStatus status,
        int resolved,
        int seen,
        List<SourceFrame> frames,
        List<String> missing,
        List<String> unmatched) {

    public ResolvedStack {
        frames = List.copyOf(frames);
        missing = List.copyOf(missing);
        unmatched = List.copyOf(unmatched);
    }
}
