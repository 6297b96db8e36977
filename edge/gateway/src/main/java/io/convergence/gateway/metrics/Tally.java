package io.convergence.gateway.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts per key of a small set. Thread-safe. */
public final class Tally<K> {
    private final Map<K, LongAdder> counts = new ConcurrentHashMap<>();

    /** Of which all are zero. */
    public Tally() {}

    /** Counts one. */
    public void add(K key) {
        add(key, 1);
    }

    /** Counts several. */
    public void add(K key, long count) {
        LongAdder adder = counts.get(key);
        if (adder == null) {
            adder = counts.computeIfAbsent(key, unseen -> new LongAdder());
        }
        adder.add(count);
    }

    /** The count of a key. */
    public long of(K key) {
        LongAdder adder = counts.get(key);
        return adder == null ? 0 : adder.sum();
    }

    /** The counts so far. */
    public Map<K, LongAdder> counts() {
        return counts;
    }
}
