package io.convergence.core.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON object in UTF-8, field by field, in the order of the calls; null is left out. A text that is no Unicode
 * (a lone surrogate) makes it throw an {@link UncheckedIOException}.
 */
public final class RecordWriter {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int TYPICAL_BYTES = 384;

    /** Every whole number below 2^53 is exact as an integer. */
    private static final double EXACT = 0x1p53;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
    private final JsonGenerator json;

    /** Opens the object. */
    public RecordWriter() {
        try {
            json = FACTORY.createGenerator(bytes);
            json.writeStartObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a text. */
    public RecordWriter text(Field field, @Nullable String value) {
        return value == null ? this : write(field, () -> json.writeString(value));
    }

    /** Writes an integer. */
    public RecordWriter integer(Field field, long value) {
        return write(field, () -> json.writeNumber(value));
    }

    /** Writes a number; a whole one without a fraction. */
    public RecordWriter number(Field field, @Nullable Double value) {
        if (value == null) {
            return this;
        }
        if (value == Math.rint(value) && Math.abs(value) < EXACT) {
            return integer(field, value.longValue());
        }
        return write(field, () -> json.writeNumber(value));
    }

    /** Writes {@code true} or {@code false}. */
    public RecordWriter flag(Field field, boolean value) {
        return write(field, () -> json.writeBoolean(value));
    }

    /** Closes the object: its bytes. */
    public byte[] close() {
        try {
            json.writeEndObject();
            json.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private RecordWriter write(Field field, Value value) {
        try {
            json.writeFieldName(field.name());
            value.write();
        } catch (IOException e) {
            throw new UncheckedIOException(field.message(), e);
        }
        return this;
    }

    /** A value that writes itself. */
    private interface Value {
        void write() throws IOException;
    }
}
