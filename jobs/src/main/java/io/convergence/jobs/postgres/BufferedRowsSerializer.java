package io.convergence.jobs.postgres;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;

/**
 * Serializer of buffered rows: number of columns, names of columns, rows. The names allow rows to be restored after the
 * table has gained columns, which are null in these rows. Rows with a column that the table no longer has are refused.
 */
final class BufferedRowsSerializer<T> implements SimpleVersionedSerializer<List<Row>> {
    private static final int VERSION = 1;
    private static final int INITIAL_BYTES = 4096;

    private final Table<T> table;

    BufferedRowsSerializer(Table<T> table) {
        this.table = table;
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
        rows(table.columns()).serialize(buffered, out);
        return out.getCopyOfBuffer();
    }

    @Override
    public List<Row> deserialize(int version, byte[] bytes) throws IOException {
        if (version != VERSION) {
            throw new IOException("version " + version + " of buffered rows is unknown");
        }
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        List<Column<T>> stored = new ArrayList<>();
        for (int count = in.readShort(); count > 0; count--) {
            stored.add(column(in.readUTF()));
        }
        List<Row> rows = rows(stored).deserialize(in);
        List<Row> complete = stored.equals(table.columns())
                ? rows
                : rows.stream().map(row -> completed(row, stored)).toList();
        // They may have been written after they were stored, so none of them is the first of its key for certain.
        complete.forEach(row -> row.setKind(RowKind.UPDATE_AFTER));
        return complete;
    }

    /** A row with the columns of the table, by a row with the stored columns. */
    private Row completed(Row row, List<Column<T>> stored) {
        Row completed = new Row(table.columns().size());
        for (int i = 0; i < stored.size(); i++) {
            completed.setField(table.position(stored.get(i).name()), row.getField(i));
        }
        return completed;
    }

    private Column<T> column(String name) throws IOException {
        return table.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IOException("buffered rows of " + table.name() + " have a column " + name
                        + ", which the table does not have; let the version that buffered them write them first"));
    }

    private static <T> TypeSerializer<List<Row>> rows(List<Column<T>> columns) {
        return Table.batchType(columns).createSerializer(new SerializerConfigImpl());
    }
}
