package io.convergence.flink.slo;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a stream carries for objectives to count.
 *
 * @param <I> elements of the stream
 * @param <E> events
 */
public interface MatchIntake<I, E> extends Serializable {
    /** The event of an element, or null when it is none. */
    @Nullable
    E event(I element);

    /** The watermark of the element's partition before it, or {@link Long#MIN_VALUE} when it is never late. */
    long watermark(I element);
}
