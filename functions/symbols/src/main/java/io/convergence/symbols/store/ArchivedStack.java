package io.convergence.symbols.store;

import io.convergence.symbols.stack.ResolvedStack;
import io.convergence.symbols.stack.StackStatus;
import java.util.List;

/**
 * A stack with the archive that it was resolved with.
 *
 * @param archive id of the archive; 0 for none
 * @param stack the result
 */
public record ArchivedStack(long archive, ResolvedStack stack) {
    static ArchivedStack without(StackStatus status) {
        return new ArchivedStack(0, new ResolvedStack(null, status, 0, 0, List.of(), List.of(), List.of()));
    }
}
