package io.convergence.core.event;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Immutable map of a few names to values in the order of the names, in two arrays: an event has three of them, and is
 * created for every record.
 */
public final class FieldMap<V> extends AbstractMap<String, V> {
    private static final FieldMap<Object> EMPTY = new FieldMap<>(new String[0], new Object[0]);

    private final String[] names;
    private final Object[] values;

    private FieldMap(String[] names, Object[] values) {
        this.names = names;
        this.values = values;
    }

    /** A map with the entries of another one, or that one when it is such a map. */
    public static <V> Map<String, V> copyOf(Map<String, V> map) {
        if (map instanceof FieldMap) {
            return map;
        }
        String[] names = new String[map.size()];
        Object[] values = new Object[names.length];
        int size = 0;
        for (Entry<String, V> entry : map.entrySet()) {
            // Insertion sort: names are few, and often in order already.
            int at = size++;
            for (; at > 0 && names[at - 1].compareTo(entry.getKey()) > 0; at--) {
                names[at] = names[at - 1];
                values[at] = values[at - 1];
            }
            names[at] = entry.getKey();
            values[at] = entry.getValue();
        }
        return of(names, values);
    }

    /**
     * A map of names to values.
     *
     * @param names names in ascending order; the array is not copied
     * @param values the value of each name; the array is not copied
     */
    public static <V> Map<String, V> ofSorted(String[] names, V[] values) {
        for (int i = 1; i < names.length; i++) {
            if (names[i - 1].compareTo(names[i]) >= 0) {
                TreeMap<String, V> sorted = new TreeMap<>();
                for (int at = 0; at < names.length; at++) {
                    sorted.put(names[at], values[at]);
                }
                return copyOf(sorted);
            }
        }
        return of(names, values);
    }

    @SuppressWarnings("unchecked") // an empty map has no values
    private static <V> Map<String, V> of(String[] names, Object[] values) {
        return names.length == 0 ? (Map<String, V>) EMPTY : new FieldMap<>(names, values);
    }

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return find(key) >= 0;
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        int at = find(key);
        return at < 0 ? null : value(at);
    }

    @Override
    public int hashCode() {
        int sum = 0;
        for (int i = 0; i < names.length; i++) {
            sum += names[i].hashCode() ^ values[i].hashCode();
        }
        return sum;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (other instanceof FieldMap<?> that) {
            return Arrays.equals(names, that.names) && Arrays.equals(values, that.values);
        }
        return super.equals(other);
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super V> action) {
        for (int i = 0; i < names.length; i++) {
            action.accept(names[i], value(i));
        }
    }

    @Override
    public Set<Entry<String, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return names.length;
            }

            @Override
            public Iterator<Entry<String, V>> iterator() {
                return entries();
            }
        };
    }

    private Iterator<Entry<String, V>> entries() {
        return new Iterator<>() {
            private int at;

            @Override
            public boolean hasNext() {
                return at < names.length;
            }

            @Override
            public Entry<String, V> next() {
                if (at >= names.length) {
                    throw new NoSuchElementException();
                }
                return new SimpleImmutableEntry<>(names[at], value(at++));
            }
        };
    }

    /** The position of a name, or -1. The names are few, so they are compared one after the other. */
    private int find(@Nullable Object key) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(key)) {
                return i;
            }
        }
        return -1;
    }

    @SuppressWarnings("unchecked") // values are of the type of the map
    private V value(int at) {
        return (V) values[at];
    }
}
