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
 * Description of a {@link FormatSerializer} in a savepoint: the class name of its format and the version written. State
 * of the current version and of earlier ones is read without a migration; state of a later version is refused.
 * Savepoints store the name of this class, so it must not change.
 */
public final class FormatSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {
    private static final int SNAPSHOT_VERSION = 1;

    private @Nullable Format<T> format;
    private int writtenVersion;
    private final int currentVersion;

    /** Called by Flink, which then calls {@link #readSnapshot}. */
    public FormatSerializerSnapshot() {
        this.currentVersion = Format.VERSION;
    }

    FormatSerializerSnapshot(Format<T> format, int currentVersion) {
        this.format = format;
        this.writtenVersion = format.writtenVersion(currentVersion);
        this.currentVersion = currentVersion;
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
        return new FormatSerializer<>(known(), currentVersion);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
        boolean readable = old instanceof FormatSerializerSnapshot<T> that
                && that.known().getClass().equals(known().getClass())
                && that.writtenVersion <= currentVersion;
        return readable
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }

    private Format<T> known() {
        return Objects.requireNonNull(format, "readSnapshot must be called before the snapshot is used");
    }
}
