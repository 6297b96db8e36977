package io.convergence.relay.forward;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Records that are completed by one request: the events in it, and the records between them that are passed over. */
public final class ForwardedBatch {
    private final List<QueuedRecord> records;
    private final List<byte[]> events = new ArrayList<>();

    ForwardedBatch(List<QueuedRecord> records) {
        this.records = List.copyOf(records);
        for (QueuedRecord queued : records) {
            byte[] event = queued.event();
            if (event != null) {
                events.add(event);
            }
        }
    }

    /** The number of events. */
    public int events() {
        return events.size();
    }

    /** The events as a JSON array, each with the bytes of its record. */
    public byte[] json() {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        json.write('[');
        for (int at = 0; at < events.size(); at++) {
            if (at > 0) {
                json.write(',');
            }
            json.writeBytes(events.get(at));
        }
        json.write(']');
        return json.toByteArray();
    }

    List<QueuedRecord> records() {
        return records;
    }
}
