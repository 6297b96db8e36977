package io.convergence.gateway.datakit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A point of DataKit as it was sent.
 *
 * @param measurement kind of the point
 * @param tags tags in their order; a key may come twice
 * @param fields fields in their order; a key may come twice
 * @param time time in the unit of its precision, or null
 */
record DataPoint(
        String measurement,
        List<Tag> tags,
        List<PointField> fields,
        @Nullable Long time) {
    DataPoint {
        tags = List.copyOf(tags);
        fields = List.copyOf(fields);
    }

    /** A tag. */
    record Tag(String key, String value) {}

    /**
     * A field.
     *
     * @param value a {@code Double, Long, BigInteger} (unsigned), {@code String, Boolean, byte[]} or {@code List}
     */
    record PointField(String key, Object value) {}
}
