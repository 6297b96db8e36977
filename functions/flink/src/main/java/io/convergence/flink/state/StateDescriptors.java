package io.convergence.flink.state;

import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;

/** Descriptors of states whose types have formats. A map key needs a {@link KeyFormat} or is a string. */
public final class StateDescriptors {
    private StateDescriptors() {}

    /** One value. */
    public static <T> ValueStateDescriptor<T> value(String name, Format<T> format) {
        return new ValueStateDescriptor<>(name, new FormatTypeInfo<>(format));
    }

    /** A list. */
    public static <T> ListStateDescriptor<T> list(String name, Format<T> format) {
        return new ListStateDescriptor<>(name, new FormatTypeInfo<>(format));
    }

    /** A map with keys of a format. */
    public static <K, V> MapStateDescriptor<K, V> map(String name, KeyFormat<K> key, Format<V> value) {
        return new MapStateDescriptor<>(name, new FormatTypeInfo<>(key), new FormatTypeInfo<>(value));
    }

    /** A map with strings as keys. */
    public static <V> MapStateDescriptor<String, V> map(String name, Format<V> value) {
        return new MapStateDescriptor<>(name, Types.STRING, new FormatTypeInfo<>(value));
    }

    /** A map with keys of a basic type, whose serializer is Flink's own. */
    public static <K, V> MapStateDescriptor<K, V> map(String name, BasicTypeInfo<K> key, Format<V> value) {
        return new MapStateDescriptor<>(name, key, new FormatTypeInfo<>(value));
    }
}
