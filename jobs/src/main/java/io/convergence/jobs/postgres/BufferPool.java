package io.convergence.jobs.postgres;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Memory bound of all row buffers of a process. When their rows exceed it, rows are dropped, the oldest of a buffer first:
 * of analytic tables before any other, and of the fullest buffer among equals. Thread-safe; its monitor guards all buffers.
 */
final class BufferPool {
    private static final Map<Long, BufferPool> BY_SIZE = new ConcurrentHashMap<>();

    private final long maxBytes;
    private final List<BufferedRows<?>> buffers = new ArrayList<>();

    BufferPool(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * The pool that all writers of a process share: the process of a TaskManager, or more exactly a job's class loader in
     * it.
     */
    static BufferPool ofProcess(long maxBytes) {
        return BY_SIZE.computeIfAbsent(maxBytes, BufferPool::new);
    }

    /** Adds an empty buffer. */
    synchronized void register(BufferedRows<?> buffer) {
        buffers.add(buffer);
    }

    /** Removes a buffer with its rows. */
    synchronized void unregister(BufferedRows<?> buffer) {
        buffers.remove(buffer);
    }

    /** Drops rows until the buffers are within the bound. */
    synchronized void shrink() {
        long excess = buffers.stream().mapToLong(BufferedRows::bytes).sum() - maxBytes;
        while (excess > 0) {
            excess -= next().dropOldest();
        }
    }

    private BufferedRows<?> next() {
        return buffers.stream()
                .filter(buffer -> !buffer.isEmpty())
                .max(Comparator.<BufferedRows<?>, Boolean>comparing(BufferedRows::isAnalytic)
                        .thenComparing(BufferedRows::bytes))
                .orElseThrow();
    }
}
