package io.convergence.flink.slo;

import io.convergence.flink.intake.Timed;

/** Extraction of events that carry the watermark of their partition: page views and check results. */
public final class TimedEvents<E> implements EventExtractor<Timed<E>, E> {
    private static final long serialVersionUID = 1;

    @Override
    public E event(Timed<E> element) {
        return element.value();
    }

    @Override
    public long watermark(Timed<E> element) {
        return element.watermark();
    }
}
