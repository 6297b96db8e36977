package io.convergence.jobs.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the binary format of {@code COPY}. Not thread-safe.
 *
 * <pre>
 * signature, flags and length of an extension: 19 bytes
 * each row: number of fields (2 bytes), then each field: number of its bytes or -1 for null (4 bytes), its bytes
 * end: -1 (2 bytes)
 * </pre>
 *
 * <p>See the documentation of PostgreSQL, COPY, "Binary Format". The bytes of a field are those that the type's receive function
 * reads: numbers are big-endian, a timestamp is a number of microseconds since 2000, and jsonb is a version and a text.
 */
final class CopyContent {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private static final int END = -1;
    private static final int NULL = -1;
    private static final int JSONB_VERSION = 1;
    private static final int INITIAL_BYTES = 1 << 16;

    /** The start of 2000, from which PostgreSQL counts, in epoch milliseconds. */
    private static final long EPOCH_MILLIS = 946_684_800_000L;

    private static final long MICROS = 1000;

    /** The timestamps of PostgreSQL: from 4713 BC (inclusive) to 294277 (exclusive). */
    private static final long FIRST_MILLIS = -210_866_803_200_000L;

    private static final long END_MILLIS = 9_224_318_016_000_000L;

    /** {@code datetime_field_overflow}. */
    private static final String OUT_OF_RANGE = "22008";

    private final Column.Kind[] kinds;
    private final DataOutputSerializer out = new DataOutputSerializer(INITIAL_BYTES);

    CopyContent(Table<?> table) {
        kinds = table.columns().stream().<Column.Kind>map(Column::kind).toArray(Column.Kind[]::new);
    }

    /**
     * Encodes rows in place of those before.
     *
     * @throws SQLException with the SQLSTATE of the database when it has no such value
     */
    void set(List<Row> rows) throws SQLException {
        try {
            out.clear();
            out.write(HEADER);
            for (Row row : rows) {
                out.writeShort(kinds.length);
                for (int i = 0; i < kinds.length; i++) {
                    field(kinds[i], row.getField(i));
                }
            }
            out.writeShort(END);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
    }

    /** The encoded rows, of which {@link #length} bytes are in use. */
    byte[] bytes() {
        return out.getSharedBuffer();
    }

    int length() {
        return out.length();
    }

    private void field(Column.Kind kind, @Nullable Object value) throws IOException, SQLException {
        if (value == null) {
            out.writeInt(NULL);
            return;
        }
        switch (kind) {
            case TEXT -> bytes(((String) value).getBytes(StandardCharsets.UTF_8));
            case COUNT -> number((Long) value);
            case MEASURE -> number(Double.doubleToLongBits((Double) value));
            case DECIMAL -> CopiedDecimal.write((BigDecimal) value, out);
            case FLAG -> {
                out.writeInt(1);
                out.writeBoolean((Boolean) value);
            }
            case INSTANT -> number(micros((Long) value));
            case BYTES -> bytes((byte[]) value);
            case JSON -> {
                byte[] text = ((String) value).getBytes(StandardCharsets.UTF_8);
                out.writeInt(1 + text.length);
                out.writeByte(JSONB_VERSION);
                out.write(text);
            }
        }
    }

    private void number(long value) throws IOException {
        out.writeInt(Long.BYTES);
        out.writeLong(value);
    }

    private void bytes(byte[] content) throws IOException {
        out.writeInt(content.length);
        out.write(content);
    }

    private static long micros(long epochMillis) throws SQLException {
        if (epochMillis < FIRST_MILLIS || epochMillis >= END_MILLIS) {
            throw new SQLException("an instant is out of range", OUT_OF_RANGE);
        }
        return (epochMillis - EPOCH_MILLIS) * MICROS;
    }
}
