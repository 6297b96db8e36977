package io.convergence.flink.state;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Binary layout of a type in state and between tasks. All formats share one version, {@link #VERSION}: every value
 * starts with the version it was written in, formats nest freely, and every version that was ever released stays
 * readable. An implementation has no settings and a public constructor without parameters; savepoints store its class
 * name, so it must not change. Formats of keys are {@link KeyFormat}s.
 */
public interface Format<T> extends Serializable {
    /** The current version, 1 to 127; raised by one when any format changes. */
    int VERSION = 4;

    /** Initial size of the buffer of a copy; it grows. */
    int COPIED_BYTES = 256;

    /** The type of the values. */
    Class<T> type();

    /** Writes a value in the current version. */
    void write(T value, DataOutputView out) throws IOException;

    /**
     * Reads a value.
     *
     * @param version the version it was written in, at most the current one
     */
    T read(int version, DataInputView in) throws IOException;

    /**
     * An independent copy of a value. The default encodes and decodes it; types that can be changed and are copied often have
     * a faster one. Values of {@link ImmutableRecord}s are not copied.
     */
    default T copy(T value) throws IOException {
        DataOutputSerializer bytes = new DataOutputSerializer(COPIED_BYTES);
        write(value, bytes);
        return read(writtenVersion(VERSION), new DataInputDeserializer(bytes.getSharedBuffer(), 0, bytes.length()));
    }

    /**
     * The version byte before a value: the current version, except for keys.
     *
     * @param currentVersion {@link #VERSION}, except in tests of a later one
     */
    default int writtenVersion(int currentVersion) {
        return currentVersion;
    }
}
