package io.convergence.flink.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.jspecify.annotations.Nullable;

/** Flink serializer of a type with a {@link Format}: a version byte, then what the format writes. */
public final class FormatSerializer<T> extends TypeSerializer<T> {
    private static final long serialVersionUID = 1;

    private final Format<T> format;
    private final int currentVersion;

    /** A serializer of the format's type. */
    public FormatSerializer(Format<T> format) {
        this(format, Format.VERSION);
    }

    /** A serializer of a release whose current version is another than this one's; for tests. */
    FormatSerializer(Format<T> format, int currentVersion) {
        this.format = format;
        this.currentVersion = currentVersion;
    }

    /** The format. */
    public Format<T> format() {
        return format;
    }

    @Override
    public void serialize(T value, DataOutputView out) throws IOException {
        out.writeByte(format.writtenVersion(currentVersion));
        format.write(value, out);
    }

    @Override
    public T deserialize(DataInputView in) throws IOException {
        int version = in.readByte();
        if (version < 1 || version > currentVersion) {
            throw new IOException("a " + format.type().getSimpleName() + " of version " + version
                    + " cannot be read, only 1 to " + currentVersion + ": it was written by a later release");
        }
        return format.read(version, in);
    }

    @Override
    public T deserialize(T reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public T copy(T from) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            serialize(from, new DataOutputViewStreamWrapper(bytes));
            return deserialize(new DataInputViewStreamWrapper(new ByteArrayInputStream(bytes.toByteArray())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public T copy(T from, T reuse) {
        return copy(from);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return this;
    }

    @Override
    public @Nullable T createInstance() {
        return null;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new FormatSerializerSnapshot<>(format, currentVersion);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FormatSerializer<?> that
                && that.format.getClass().equals(format.getClass())
                && that.currentVersion == currentVersion;
    }

    @Override
    public int hashCode() {
        return format.getClass().getName().hashCode();
    }
}
