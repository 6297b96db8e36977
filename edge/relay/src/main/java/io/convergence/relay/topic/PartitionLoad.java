package io.convergence.relay.topic;

import io.convergence.relay.delivered.RecordedDelivery;
import io.convergence.relay.desired.DesiredSignal;
import io.convergence.relay.send.Dispatcher;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Signals and deliveries of a partition that is being read.
 *
 * @param end offset at which the reading ends, exclusive
 * @param signals latest signals by deduplication key; filled while the partition is read
 * @param deliveries latest deliveries by their key
 */
record PartitionLoad(long end, Map<String, DesiredSignal> signals, Map<String, RecordedDelivery> deliveries) {

    /** Takes over a record; null removes the key. */
    void take(String dedupKey, @Nullable DesiredSignal signal) {
        if (signal == null) {
            signals.remove(dedupKey);
        } else if (Dispatcher.isNewer(signal, signals)) {
            signals.put(dedupKey, signal);
        }
    }
}
