package io.convergence.symbols.store;

import io.convergence.symbols.archive.SymbolPlatform;
import io.convergence.symbols.stack.ResolvedStack;

/** Observer of stacks that were resolved with an archive; a result that was in memory is not observed. Thread-safe. */
@FunctionalInterface
public interface ResolveObserver {
    /** Observes nothing. */
    ResolveObserver NONE = (platform, stack, nanos) -> {};

    /**
     * A stack was resolved.
     *
     * @param platform of the archive
     * @param nanos time that it took, reading of files included
     */
    void resolved(SymbolPlatform platform, ResolvedStack stack, long nanos);
}
