package io.convergence.query.feed;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What this process remembers of topics, a value for each tenant. Nothing can be read without naming a tenant, so no answer
 * can mix tenants. Bounded: further tenants are not remembered. Thread-safe as far as the values are.
 *
 * @param <T> values
 */
public final class ByTenant<T> {
    private static final int MOST_TENANTS = 10_000;

    private final Map<String, T> values = new ConcurrentHashMap<>();
    private final Supplier<T> empty;

    /**
     * Remembers nothing yet.
     *
     * @param empty value of a tenant of whom nothing is known
     */
    public ByTenant(Supplier<T> empty) {
        this.empty = empty;
    }

    /** The value of a tenant; an empty one when nothing is known. */
    public T of(String tenant) {
        T value = values.get(tenant);
        return value == null ? empty.get() : value;
    }

    /** The value of a tenant, to be added to. */
    T writable(String tenant) {
        if (!values.containsKey(tenant) && values.size() >= MOST_TENANTS) {
            return empty.get();
        }
        return values.computeIfAbsent(tenant, name -> empty.get());
    }
}
