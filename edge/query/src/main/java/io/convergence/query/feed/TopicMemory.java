package io.convergence.query.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What this process remembers of topics. Without a broker it stays empty. Thread-safe. */
public final class TopicMemory {
    private final ByTenant<SignalDeliveries> deliveries = new ByTenant<>(SignalDeliveries::new);
    private final ByTenant<RejectedRequests> rejects = new ByTenant<>(RejectedRequests::new);
    private final AtomicReference<@Nullable Instant> committed = new AtomicReference<>();
    private final boolean hasBroker;
    private volatile boolean answers;
    private volatile boolean complete;

    /**
     * An empty memory.
     *
     * @param hasBroker whether topics are read at all
     */
    public TopicMemory(boolean hasBroker) {
        this.hasBroker = hasBroker;
    }

    /** The latest deliveries to receivers. */
    public ByTenant<SignalDeliveries> deliveries() {
        return deliveries;
    }

    /** The refused requests of the last 24 hours. */
    public ByTenant<RejectedRequests> rejects() {
        return rejects;
    }

    /** Whether the topics were read to the ends that they had when reading began. */
    public boolean isComplete() {
        return complete;
    }

    /** State of the broker: {@code up}, {@code away}, or {@code off} when topics are not read at all. */
    public String broker() {
        if (!hasBroker) {
            return "off";
        }
        return answers ? "up" : "away";
    }

    /** Newest boundary whose verdicts the job has committed to Kafka, or null before it is known. */
    public @Nullable Instant committed() {
        return committed.get();
    }

    /** Seconds since the newest committed boundary, or NaN before it is known. */
    public double committedAgeSeconds(Instant now) {
        Instant newest = committed.get();
        return newest == null
                ? Double.NaN
                : Math.max(0, Duration.between(newest, now).toMillis()) / 1e3;
    }

    void advance(Instant boundary) {
        committed.accumulateAndGet(
                boundary, (known, seen) -> known == null || (seen != null && seen.isAfter(known)) ? seen : known);
    }

    void answered(boolean now) {
        answers = now;
    }

    void completed() {
        complete = true;
    }
}
