package io.convergence.flink.state;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** Flink type information of a type with a {@link Format}. Only types with a {@link KeyFormat} can be keys. */
public final class FormatTypeInfo<T> extends TypeInformation<T> {
    private static final long serialVersionUID = 1;

    private final Format<T> format;
    private final int currentVersion;

    /** Type information of the format's type. */
    public FormatTypeInfo(Format<T> format) {
        this(format, Format.VERSION);
    }

    /** Type information of a release whose current version is another than this one's; for tests. */
    FormatTypeInfo(Format<T> format, int currentVersion) {
        this.format = format;
        this.currentVersion = currentVersion;
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
        return format instanceof KeyFormat;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return new FormatSerializer<>(format, currentVersion);
    }

    @Override
    public String toString() {
        return format.type().getSimpleName();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FormatTypeInfo<?> that
                && that.format.getClass().equals(format.getClass())
                && that.currentVersion == currentVersion;
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
