package io.convergence.flink.state;

/**
 * Format of a type that is a key of keyed state or of a map state. A state backend looks keys up by their bytes, so
 * these never change: neither the version byte before them nor the fields.
 */
public interface KeyFormat<T> extends Format<T> {
    /** The version byte of every key, in all releases. */
    int KEY_VERSION = 1;

    @Override
    default int writtenVersion(int currentVersion) {
        return KEY_VERSION;
    }
}
