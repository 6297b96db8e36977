package io.convergence.relay.send;

import io.convergence.relay.delivered.RecordedDelivery;

/** Log of deliveries that outlives the process. Thread-safe. */
public interface DeliveryLog {
    /** Records a delivery without waiting for its storage. */
    void record(int partition, RecordedDelivery delivery);

    /** Removes what is recorded under a key. */
    void remove(int partition, String key);

    /** Waits until what was recorded is stored, or until the log gives up for now, after a few seconds. */
    void await();
}
