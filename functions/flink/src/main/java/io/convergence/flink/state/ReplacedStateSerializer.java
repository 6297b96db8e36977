package io.convergence.flink.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serializer of a state that is always empty when it is written. It accepts a state that any other serializer wrote:
 * operator state is in memory by then, read by the serializer named in the savepoint.
 */
final class ReplacedStateSerializer extends TypeSerializerSingleton<Object> {
    private static final long serialVersionUID = 1;

    /** Snapshot without content. Savepoints store the name of this class, so it must not change. */
    public static final class Snapshot implements TypeSerializerSnapshot<Object> {
        private static final int VERSION = 1;

        /** Called by Flink when it reads a savepoint. */
        public Snapshot() {}

        @Override
        public int getCurrentVersion() {
            return VERSION;
        }

        @Override
        public void writeSnapshot(DataOutputView out) {}

        @Override
        public void readSnapshot(int readVersion, DataInputView in, ClassLoader classLoader) {}

        @Override
        public TypeSerializer<Object> restoreSerializer() {
            return new ReplacedStateSerializer();
        }

        @Override
        public TypeSerializerSchemaCompatibility<Object> resolveSchemaCompatibility(
                TypeSerializerSnapshot<Object> old) {
            return TypeSerializerSchemaCompatibility.compatibleAsIs();
        }
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public Object createInstance() {
        throw isEmpty();
    }

    @Override
    public Object copy(Object from) {
        throw isEmpty();
    }

    @Override
    public Object copy(Object from, Object reuse) {
        throw isEmpty();
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        throw isEmpty();
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(Object value, DataOutputView target) {
        throw isEmpty();
    }

    @Override
    public Object deserialize(DataInputView source) {
        throw isEmpty();
    }

    @Override
    public Object deserialize(Object reuse, DataInputView source) {
        throw isEmpty();
    }

    @Override
    public TypeSerializerSnapshot<Object> snapshotConfiguration() {
        return new Snapshot();
    }

    private static IllegalStateException isEmpty() {
        return new IllegalStateException("a state that was replaced must be empty");
    }
}
