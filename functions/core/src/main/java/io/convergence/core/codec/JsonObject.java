package io.convergence.core.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.convergence.core.arithmetic.Fraction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writer of one JSON object in UTF-8, field by field in the order of the calls. {@code put} writes null as JSON null,
 * {@code putIfPresent} leaves it out. A text that is not valid Unicode (a lone surrogate) makes every method that writes
 * it throw an {@link UncheckedIOException}.
 */
final class JsonObject {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int USUAL_SIZE = 512;

    /** Every whole number of smaller magnitude is exact both as a double and as an integer. */
    private static final double EXACT = 0x1p53;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
    private final JsonGenerator generator;

    JsonObject() {
        try {
            generator = FACTORY.createGenerator(bytes);
            generator.writeStartObject();
        } catch (IOException e) {
            throw notWritten("an object", e);
        }
    }

    JsonObject put(String field, @Nullable String value) {
        return write(field, () -> generator.writeString(value));
    }

    JsonObject put(String field, long value) {
        return write(field, () -> generator.writeNumber(value));
    }

    JsonObject put(String field, boolean value) {
        return write(field, () -> generator.writeBoolean(value));
    }

    /** Writes a number, always with a fraction. */
    JsonObject put(String field, @Nullable Double value) {
        return value == null ? putNull(field) : write(field, () -> generator.writeNumber(value.doubleValue()));
    }

    JsonObject put(String field, @Nullable Long value) {
        return value == null ? putNull(field) : put(field, value.longValue());
    }

    /** Writes the nearest double. */
    JsonObject put(String field, @Nullable Fraction value) {
        return value == null ? putNull(field) : write(field, () -> generator.writeNumber(value.toDouble()));
    }

    JsonObject put(String field, List<String> values) {
        return write(field, () -> generator.writeArray(values.toArray(String[]::new), 0, values.size()));
    }

    /** Writes an array with an object for each item, whose fields a function writes. */
    <T> JsonObject put(String field, List<T> items, BiConsumer<JsonObject, T> fields) {
        return write(field, () -> {
            generator.writeStartArray();
            for (T item : items) {
                generator.writeStartObject();
                fields.accept(this, item);
                generator.writeEndObject();
            }
            generator.writeEndArray();
        });
    }

    JsonObject putNull(String field) {
        return write(field, generator::writeNull);
    }

    /** Writes a text; null is left out. */
    JsonObject putIfPresent(String field, @Nullable String value) {
        return value == null ? this : put(field, value);
    }

    /** Writes a number, without a fraction when it is whole and below 2^53; null is left out. */
    JsonObject putIfPresent(String field, @Nullable Double value) {
        if (value == null) {
            return this;
        }
        boolean whole = value == Math.rint(value) && Math.abs(value) < EXACT;
        return whole ? put(field, value.longValue()) : put(field, value);
    }

    /** Opens an object as the value of a field; the fields up to the matching {@link #close} belong to it. */
    JsonObject open(String field) {
        return write(field, generator::writeStartObject);
    }

    /** Closes the object that was opened last. */
    JsonObject close() {
        try {
            generator.writeEndObject();
            return this;
        } catch (IOException e) {
            throw notWritten("an object", e);
        }
    }

    /** Ends the writing: the whole object. */
    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** Ends the writing: the whole object in UTF-8. */
    byte[] bytes() {
        close();
        try {
            generator.close();
        } catch (IOException e) {
            throw notWritten("an object", e);
        }
        return bytes.toByteArray();
    }

    private JsonObject write(String field, Value value) {
        try {
            generator.writeFieldName(field);
            value.write();
            return this;
        } catch (IOException e) {
            throw notWritten(field, e);
        }
    }

    private static UncheckedIOException notWritten(String what, IOException e) {
        return new UncheckedIOException(what + " cannot be written as JSON", e);
    }

    /** Writes the value of a field. */
    private interface Value {
        void write() throws IOException;
    }
}
