package io.convergence.flink.state;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How values of a type are written to state and to the wire. All formats share one version, {@link #VERSION}: every
 * value starts with the version it was written in, formats nest freely, and every version that was ever released stays
 * readable. An implementation has no settings and a public constructor without parameters; its class name never changes
 * once state holds it.
 */
public interface Format<T> extends Serializable {
    /** The version that is written, 1 to 127; raised by one when any format changes. */
    int VERSION = 1;

    /** The type written. */
    Class<T> type();

    /** Writes a value in the current version. */
    void write(T value, DataOutputView out) throws IOException;

    /**
     * Reads a value.
     *
     * @param version the version it was written in, at most the current one
     */
    T read(int version, DataInputView in) throws IOException;
}
