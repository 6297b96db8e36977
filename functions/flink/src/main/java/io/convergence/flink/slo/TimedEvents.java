package io.convergence.flink.slo;

import io.convergence.flink.intake.Timed;

/** What was read, each with how far its partition had come. */
public final class TimedEvents<E> implements MatchIntake<Timed<E>, E> {
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
