package io.convergence.symbols.store;

import io.convergence.symbols.archive.SymbolPlatform;
import io.convergence.symbols.stack.ResolvedStack;

/** Observer of stacks that were resolved with an archive; a result that was in memory is not observed. Thread-safe. */
public interface ResolveObserver {
    /** Observes nothing. */
    ResolveObserver NONE = new ResolveObserver() {
        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public void resolved(SymbolPlatform platform, ResolvedStack stack, long nanos) {
            // Nothing is observed.
        }
    };

    /** The clock by which times are measured, in nanoseconds. */
    long nanos();

    /**
     * A stack was resolved.
     *
     * @param platform of the archive
     * @param nanos time that it took, reading of files included
     */
    void resolved(SymbolPlatform platform, ResolvedStack stack, long nanos);
}
