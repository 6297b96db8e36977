package io.convergence.jobs.topology;

import io.convergence.flink.intake.Timed;
import io.convergence.flink.slo.MatchIntake;

/** What was read, each with how far its partition had come. */
final class TimedEvents<E> implements MatchIntake<Timed<E>, E> {
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
