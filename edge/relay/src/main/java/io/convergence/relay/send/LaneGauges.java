package io.convergence.relay.send;

import io.convergence.relay.metrics.ReceiverGauges;
import java.util.Collection;

/** Counting of the signals of a lane by state. */
final class LaneGauges {
    private LaneGauges() {}

    /** The present numbers of a receiver. */
    static ReceiverGauges of(String receiver, Collection<SignalTrack> tracks, long now) {
        int firing = 0;
        int pending = 0;
        long oldest = now;
        for (SignalTrack track : tracks) {
            firing += track.isFiring() ? 1 : 0;
            if (track.isPending()) {
                pending++;
                oldest = Math.min(oldest, track.pendingSince());
            }
        }
        return new ReceiverGauges(receiver, firing, pending, now - oldest);
    }
}
