package io.convergence.flink.events;

import java.io.Serializable;
import java.util.function.Consumer;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;

/**
 * Operator of a function that caches values of its state, which it writes to the state when a checkpoint is taken. A function
 * cannot do this itself, because it cannot choose the key of the state that it writes.
 *
 * @param <K> type of the keys
 * @param <I> type of the input
 * @param <O> type of the output
 */
public abstract class CachingOperator<K, I, O> extends KeyedProcessOperator<K, I, O> {
    private static final long serialVersionUID = 1;

    private final Cache<K> cache;
    private final long cacheBytes;

    /**
     * A function with a cache.
     *
     * @param <K> type of the keys
     */
    public interface Cache<K> extends Serializable {
        /** Sets the most bytes of decoded values to cache, before the function is opened; 0 for none. */
        void cacheBytes(long bytes);

        /** Writes all cached values to the state; {@code select} makes a key the current one of the state. */
        void flush(Consumer<K> select) throws Exception;
    }

    /**
     * An operator of a function.
     *
     * @param cacheBytes most bytes of decoded values that a subtask caches; 0 for none
     */
    protected <F extends KeyedProcessFunction<K, I, O> & Cache<K>> CachingOperator(F function, long cacheBytes) {
        super(function);
        this.cache = function;
        this.cacheBytes = cacheBytes;
    }

    @Override
    public void open() throws Exception {
        // A backend that stores objects writes them while a checkpoint is completed: they must not be changed in place,
        // and need no decoding.
        cache.cacheBytes(getKeyedStateBackend().isSafeToReuseKVState() ? cacheBytes : 0);
        super.open();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        // The state is written after this method, so the checkpoint contains what is stored here.
        cache.flush(this::setCurrentKey);
        super.snapshotState(context);
    }
}
