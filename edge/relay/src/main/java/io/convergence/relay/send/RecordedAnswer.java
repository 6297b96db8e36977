package io.convergence.relay.send;

import io.convergence.relay.delivered.RecordedDelivery;
import io.convergence.relay.delivered.RecordedDelivery.Outcome;
import io.convergence.relay.desired.DesiredSignal;
import io.convergence.relay.receive.Notice;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a notice.
 *
 * @param outcome the outcome
 * @param labels labels under which the receiver has, or may have, the fire; null when it has none
 * @param status HTTP status, or 0
 * @param attempts number of requests
 * @param at epoch milliseconds
 */
record RecordedAnswer(Outcome outcome, @Nullable Map<String, String> labels, int status, int attempts, long at) {

    /**
     * The record of a notice.
     *
     * @param last the delivery before it, which the resolve of an earlier episode is about, or null
     */
    RecordedDelivery of(String receiver, Notice notice, @Nullable RecordedDelivery last) {
        DesiredSignal signal = notice.signal();
        boolean isEarlier = notice.kind() == Notice.Kind.RESOLVE_EARLIER_EPISODE && last != null;
        return new RecordedDelivery(
                receiver,
                signal.dedupKey(),
                isEarlier && last != null ? last.episode() : signal.episode(),
                isEarlier && last != null ? last.sequence() : signal.sequence(),
                notice.firing(),
                isEarlier && last != null ? last.id() : signal.id(),
                labels,
                outcome,
                status,
                attempts,
                at);
    }
}
