package io.convergence.relay.forward;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Records that were read and are not committed yet, in their order. A request has at most {@value #MOST_EVENTS} events;
 * each one that is too large halves that number, each one that is not doubles it again. Confined to one thread.
 */
public final class EventQueue {
    /** Most events in a request. */
    public static final int MOST_EVENTS = 100;

    private final Deque<QueuedRecord> records = new ArrayDeque<>();
    private int limit = MOST_EVENTS;

    /**
     * Appends a record.
     *
     * @param event bytes of the event, or null for a record that is passed over
     */
    public void add(int partition, long offset, byte @Nullable [] event) {
        records.addLast(new QueuedRecord(partition, offset, event));
    }

    /** Whether every record that was read is completed. */
    public boolean isEmpty() {
        return records.isEmpty();
    }

    /** Removes the records of a partition that another relay reads from now on. */
    public void revoke(int partition) {
        records.removeIf(queued -> queued.partition() == partition);
    }

    /** The records of the next request: without events when none of the queue is one. The queue keeps them. */
    public ForwardedBatch next() {
        List<QueuedRecord> batch = new ArrayList<>();
        int events = 0;
        for (QueuedRecord queued : records) {
            if (queued.event() != null && events == limit) {
                break;
            }
            batch.add(queued);
            events += queued.event() == null ? 0 : 1;
        }
        return new ForwardedBatch(batch);
    }

    /**
     * Removes the records of a batch that was delivered or is passed over.
     *
     * @return the next offset to read by partition; a partition that was revoked meanwhile has none
     */
    public Map<Integer, Long> complete(ForwardedBatch batch) {
        Set<QueuedRecord> completed = Collections.newSetFromMap(new IdentityHashMap<>());
        completed.addAll(batch.records());
        Map<Integer, Long> offsets = new TreeMap<>();
        for (QueuedRecord first = records.peek(); first != null && completed.contains(first); first = records.peek()) {
            offsets.put(first.partition(), first.offset() + 1);
            records.remove();
        }
        limit = Math.min(MOST_EVENTS, 2 * limit);
        return offsets;
    }

    /** Makes the next request half as large as a batch of several events. */
    public void halve(ForwardedBatch batch) {
        limit = Math.max(1, batch.events() / 2);
    }
}
