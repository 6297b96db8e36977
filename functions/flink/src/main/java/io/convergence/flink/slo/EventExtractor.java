package io.convergence.flink.slo;

import java.io.Serializable;

/**
 * Extraction of the events that objectives count from the elements of a stream.
 *
 * @param <I> elements of the stream
 * @param <E> events
 */
public interface EventExtractor<I, E> extends Serializable {
    /** Takes events. */
    interface Events<E> {
        /**
         * Takes an event.
         *
         * @param watermark watermark of its partition just before it, epoch milliseconds; {@link Long#MIN_VALUE} when the event
         *     cannot be late
         */
        void accept(E event, long watermark);
    }

    /** Passes on the events of an element that objectives count, in their order. */
    void extract(I element, Events<E> events);
}
