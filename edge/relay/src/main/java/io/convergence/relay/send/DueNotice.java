package io.convergence.relay.send;

import io.convergence.relay.receive.Notice;
import java.util.Comparator;

/**
 * A notice that is due and the state of its key.
 *
 * @param isNews whether the receiver does not have it yet; otherwise it is a repetition
 */
record DueNotice(SignalTrack track, Notice notice, boolean isNews) {
    /** News before repetitions, critical signals first, then the oldest. */
    static final Comparator<DueNotice> ORDER = Comparator.comparing(
                    (DueNotice due) -> !due.track().isPending())
            .thenComparing(due -> !due.notice().signal().isCritical())
            .thenComparing(due -> due.track().pendingSince());
}
