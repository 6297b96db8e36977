package io.convergence.flink.state;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** A type that is written by a {@link Format}. */
public final class FormatTypeInfo<T> extends TypeInformation<T> {
    private final Format<T> format;

    /** The format's type. */
    public FormatTypeInfo(Format<T> format) {
        this.format = format;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<T> getTypeClass() {
        return format.type();
    }

    @Override
    public boolean isKeyType() {
        return true;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return new FormatSerializer<>(format);
    }

    @Override
    public String toString() {
        return format.type().getSimpleName();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FormatTypeInfo<?> that && that.format.getClass().equals(format.getClass());
    }

    @Override
    public int hashCode() {
        return format.getClass().getName().hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof FormatTypeInfo;
    }
}
