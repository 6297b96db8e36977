package io.convergence.flink.converge;

import io.convergence.core.window.HostKey;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.api.common.state.MapState;
import org.jspecify.annotations.Nullable;

/** A map per host that lists every access to one of its entries. */
final class KeyedMap<K, V> implements MapState<K, V> {
    private final Map<HostKey, Map<K, V>> maps = new HashMap<>();
    private final Supplier<HostKey> currentKey;
    private final List<String> accesses;

    KeyedMap(Supplier<HostKey> currentKey, List<String> accesses) {
        this.currentKey = currentKey;
        this.accesses = accesses;
    }

    /** The map of a host. */
    Map<K, V> of(HostKey key) {
        return maps.computeIfAbsent(key, added -> new HashMap<>());
    }

    @Override
    public @Nullable V get(K key) {
        list("read", key);
        return current().get(key);
    }

    @Override
    public void put(K key, V value) {
        list("write", key);
        current().put(key, value);
    }

    @Override
    public void putAll(Map<K, V> values) {
        values.forEach(this::put);
    }

    @Override
    public void remove(K key) {
        list("remove", key);
        current().remove(key);
    }

    @Override
    public boolean contains(K key) {
        return current().containsKey(key);
    }

    @Override
    public Iterable<Map.Entry<K, V>> entries() {
        return current().entrySet();
    }

    @Override
    public Iterable<K> keys() {
        return current().keySet();
    }

    @Override
    public Iterable<V> values() {
        return current().values();
    }

    @Override
    public Iterator<Map.Entry<K, V>> iterator() {
        return current().entrySet().iterator();
    }

    @Override
    public boolean isEmpty() {
        return current().isEmpty();
    }

    @Override
    public void clear() {
        current().clear();
    }

    private Map<K, V> current() {
        return of(currentKey.get());
    }

    private void list(String access, K key) {
        accesses.add(access + ' ' + currentKey.get().host() + ' ' + key);
    }
}
