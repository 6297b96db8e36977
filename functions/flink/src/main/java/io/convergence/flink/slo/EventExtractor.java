package io.convergence.flink.slo;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Extraction of the events that objectives count from the elements of a stream.
 *
 * @param <I> elements of the stream
 * @param <E> events
 */
public interface EventExtractor<I, E> extends Serializable {
    /** The event of an element; null when objectives do not count the element. */
    @Nullable
    E event(I element);

    /**
     * Watermark of the element's partition just before it, epoch milliseconds; {@link Long#MIN_VALUE} when the element
     * cannot be late.
     */
    long watermark(I element);
}
