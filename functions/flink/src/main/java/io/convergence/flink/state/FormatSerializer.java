package io.convergence.flink.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Flink serializer of a type with a {@link Format}: a version byte, then what the format writes. */
public final class FormatSerializer<T> extends TypeSerializer<T> {
    private static final long serialVersionUID = 1;

    private static final int BLOCK_BYTES = 1024;

    /** Size from which on a block is not reused. */
    private static final int LARGE_BYTES = 1 << 20;

    private static final ThreadLocal<DataOutputSerializer> BLOCK =
            ThreadLocal.withInitial(() -> new DataOutputSerializer(BLOCK_BYTES));

    private final Format<T> format;
    private final int currentVersion;
    private final boolean isImmutable;

    /** A serializer of the format's type. */
    public FormatSerializer(Format<T> format) {
        this(format, Format.VERSION);
    }

    /** A serializer of a release whose current version is another than this one's; for tests. */
    FormatSerializer(Format<T> format, int currentVersion) {
        this.format = format;
        this.currentVersion = currentVersion;
        this.isImmutable = ImmutableRecord.is(format.type());
    }

    /** The format. */
    public Format<T> format() {
        return format;
    }

    /** Writes a value; into a stream, which is slow for single bytes, as one block. */
    @Override
    public void serialize(T value, DataOutputView out) throws IOException {
        if (out instanceof DataOutputSerializer memory) {
            encode(value, memory);
            return;
        }
        DataOutputSerializer block = BLOCK.get();
        block.clear();
        encode(value, block);
        out.write(block.getSharedBuffer(), 0, block.length());
        if (block.length() > LARGE_BYTES) {
            BLOCK.remove();
        }
    }

    private void encode(T value, DataOutputSerializer out) throws IOException {
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
            return isImmutable ? from : format.copy(from);
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
        return isImmutable;
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
