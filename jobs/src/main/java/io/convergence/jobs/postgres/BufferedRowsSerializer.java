package io.convergence.jobs.postgres;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.Row;

/**
 * Serializer of buffered rows: number of columns, names of columns, rows. The names are compared when rows are restored,
 * so that the rows of a table whose columns have changed are not misread.
 */
final class BufferedRowsSerializer<T> implements SimpleVersionedSerializer<List<Row>> {
    private static final int VERSION = 1;
    private static final int INITIAL_BYTES = 4096;

    private final Table<T> table;
    private final TypeSerializer<List<Row>> rows;

    BufferedRowsSerializer(Table<T> table) {
        this.table = table;
        this.rows = table.batchType().createSerializer(new SerializerConfigImpl());
    }

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(List<Row> buffered) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(INITIAL_BYTES);
        out.writeShort(table.columns().size());
        for (Column<T> column : table.columns()) {
            out.writeUTF(column.name());
        }
        rows.serialize(buffered, out);
        return out.getCopyOfBuffer();
    }

    @Override
    public List<Row> deserialize(int version, byte[] bytes) throws IOException {
        if (version != VERSION) {
            throw new IOException("version " + version + " of buffered rows is unknown");
        }
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        boolean isSame = in.readShort() == table.columns().size();
        for (int i = 0; isSame && i < table.columns().size(); i++) {
            isSame = in.readUTF().equals(table.columns().get(i).name());
        }
        if (!isSame) {
            throw new IOException("buffered rows of " + table.name()
                    + " have other columns; let the version that buffered them write them first");
        }
        return rows.deserialize(in);
    }
}
