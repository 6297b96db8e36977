package io.convergence.flink.state;

import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * What a savepoint says of a {@link FormatSerializer}: the class of its format and the version written. Versions up to
 * the present one are read as they are; a later one is refused, since this release cannot know it.
 */
public final class FormatSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {
    private static final int SNAPSHOT_VERSION = 1;

    private @Nullable Format<T> format;
    private int writtenVersion;

    /** For Flink, which reads the rest. */
    public FormatSerializerSnapshot() {}

    FormatSerializerSnapshot(Format<T> format) {
        this.format = format;
        this.writtenVersion = Format.VERSION;
    }

    @Override
    public int getCurrentVersion() {
        return SNAPSHOT_VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(known().getClass().getName());
        out.writeInt(writtenVersion);
    }

    @Override
    @SuppressWarnings("unchecked") // the class was written from a Format<T>
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader classLoader) throws IOException {
        if (readVersion != SNAPSHOT_VERSION) {
            throw new IOException(
                    "a serializer snapshot of version " + readVersion + " cannot be read, only " + SNAPSHOT_VERSION);
        }
        String name = in.readUTF();
        writtenVersion = in.readInt();
        try {
            format = (Format<T>) Class.forName(name, true, classLoader)
                    .asSubclass(Format.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IOException("the state format " + name + " is not part of this release", e);
        }
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        return new FormatSerializer<>(known());
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
        boolean readable = old instanceof FormatSerializerSnapshot<T> that
                && that.known().getClass().equals(known().getClass())
                && that.writtenVersion <= Format.VERSION;
        return readable
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }

    private Format<T> known() {
        return Objects.requireNonNull(format, "a snapshot is read before it is asked");
    }
}
