package io.convergence.gateway.publish;

import static java.util.Objects.requireNonNull;

import io.convergence.core.dsn.Dsn;
import io.convergence.core.dsn.DsnDefaults;
import io.convergence.core.dsn.DsnDocument;
import io.convergence.core.dsn.DsnReading;
import io.convergence.gateway.metrics.DsnMetrics;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DSNs of the last record of each token, in the order of these records. A last record without a valid document means that
 * there is no DSN, as for a gateway that starts when compaction has removed the records before. For one thread.
 */
final class TopicDsns {
    private static final Logger LOG = LoggerFactory.getLogger(TopicDsns.class);

    private final DsnDefaults defaults;
    private final DsnMetrics metrics;
    private final long capacityBytes;
    private final Map<String, Entry> byToken = new LinkedHashMap<>();
    private long bytes;

    /**
     * No DSNs yet.
     *
     * @param capacityBytes most bytes of all documents; a document beyond is skipped
     */
    TopicDsns(DsnDefaults defaults, DsnMetrics metrics, long capacityBytes) {
        this.defaults = defaults;
        this.metrics = metrics;
        this.capacityBytes = capacityBytes;
    }

    /** A DSN with the size of its document in bytes. */
    private record Entry(Dsn dsn, int bytes) {}

    /** Takes a record; the outcome is counted, and a record that is not taken is logged. */
    void take(ConsumerRecord<byte @Nullable [], byte @Nullable []> record) {
        String token = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        Entry before = byToken.remove(token);
        bytes -= before == null ? 0 : before.bytes();
        byte[] value = record.value();
        if (value == null) {
            metrics.countDocument("revoked");
            return;
        }
        DsnReading reading = DsnDocument.read(new String(value, StandardCharsets.UTF_8), defaults);
        if (reading.dsn() == null || !reading.dsn().token().equals(token)) {
            skip(record, "invalid", reading.dsn() == null ? reading.summary() : "token must be the key of the record");
        } else if (bytes + value.length > capacityBytes) {
            skip(record, "excess", "all documents must have at most " + capacityBytes + " bytes");
        } else {
            byToken.put(token, new Entry(requireNonNull(reading.dsn()), value.length));
            bytes += value.length;
            metrics.countDocument("taken");
        }
    }

    /** The DSNs, in the order of their last records. */
    List<Dsn> all() {
        return byToken.values().stream().map(Entry::dsn).toList();
    }

    private void skip(ConsumerRecord<?, ?> record, String outcome, String reason) {
        metrics.countDocument(outcome);
        LOG.warn("the DSN at {} of {} is skipped: {}", record.offset(), record.topic(), reason);
    }
}
