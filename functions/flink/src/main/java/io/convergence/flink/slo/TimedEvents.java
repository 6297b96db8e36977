package io.convergence.flink.slo;

import io.convergence.flink.intake.Timed;

/** Extraction of events that carry the watermark of their partition. */
public final class TimedEvents<E> implements EventExtractor<Timed<E>, E> {
    private static final long serialVersionUID = 1;

    @Override
    public void extract(Timed<E> element, Events<E> events) {
        events.accept(element.value(), element.watermark());
    }
}
