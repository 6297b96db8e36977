package io.convergence.symbols.r8;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What comments of R8 state about a line of a mapping or its member.
 *
 * @param residualSignature the descriptor after shrinking, or null
 * @param synthesized whether the compiler made the method
 * @param outline whether the method has code that was moved out of others
 * @param positions for the call of an outline: original position by position in the outline; null elsewhere
 * @param rewrites rules that remove frames
 */
record LineNotes(
        @Nullable String residualSignature,
        boolean synthesized,
        boolean outline,
        @Nullable Map<Integer, Integer> positions,
        List<Rewrite> rewrites) {
    static final LineNotes NONE = new LineNotes(null, false, false, null, List.of());

    /**
     * A rule that removes frames.
     *
     * @param thrown descriptors that must all be the class thrown
     * @param removed number of innermost frames that go
     */
    record Rewrite(List<String> thrown, int removed) {}

    LineNotes withResidualSignature(String descriptor) {
        return new LineNotes(descriptor, synthesized, outline, positions, rewrites);
    }

    LineNotes withSynthesized() {
        return new LineNotes(residualSignature, true, outline, positions, rewrites);
    }

    LineNotes withOutline() {
        return new LineNotes(residualSignature, synthesized, true, positions, rewrites);
    }

    LineNotes withPositions(Map<Integer, Integer> more) {
        Map<Integer, Integer> all = new HashMap<>(positions == null ? Map.of() : positions);
        all.putAll(more);
        return new LineNotes(residualSignature, synthesized, outline, all, rewrites);
    }

    LineNotes withRewrite(Rewrite rewrite) {
        return new LineNotes(
                residualSignature,
                synthesized,
                outline,
                positions,
                Stream.concat(rewrites.stream(), Stream.of(rewrite)).toList());
    }
}
