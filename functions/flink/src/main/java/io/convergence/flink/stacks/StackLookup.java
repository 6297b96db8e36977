package io.convergence.flink.stacks;

import io.convergence.core.error.ErrorStack;
import io.convergence.core.error.StackOutcome;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Resolver of stacks with the symbol files that are stored. Thread-safe. */
public interface StackLookup extends AutoCloseable {
    /** Opener of the resolver of a task. */
    @FunctionalInterface
    interface Factory extends Serializable {
        /** Opens a resolver, which the caller closes. Nothing is read yet. */
        StackLookup open();
    }

    /** The outcome that is in memory already; null when it has to be looked for. Never waits for the store. */
    @Nullable
    StackOutcome known(ErrorStack stack);

    /**
     * Reads symbol files as needed and resolves a stack.
     *
     * @throws Exception if the store fails
     */
    StackOutcome resolve(ErrorStack stack) throws Exception;

    /** Bytes of symbol files in memory. Lookups of one process may share them. */
    long bytes();

    /** Number of symbol files that were dropped from memory because of its bound. */
    long evictions();

    /** Counts of frames by platform. Lookups of one process may share them. */
    List<PlatformFrames> frames();

    @Override
    void close();
}
