package io.convergence.core.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.convergence.core.arithmetic.Fraction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object, written field by field in the order of the calls. A null is written as JSON null; numbers, booleans
 * and texts keep their kind.
 */
final class JsonObject {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int USUAL_SIZE = 512;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
    private final JsonGenerator generator;

    JsonObject() {
        try {
            generator = FACTORY.createGenerator(bytes);
            generator.writeStartObject();
        } catch (IOException e) {
            throw inMemory(e);
        }
    }

    JsonObject put(String field, @Nullable String value) {
        return write(() -> generator.writeStringField(field, value));
    }

    JsonObject put(String field, long value) {
        return write(() -> generator.writeNumberField(field, value));
    }

    JsonObject put(String field, boolean value) {
        return write(() -> generator.writeBooleanField(field, value));
    }

    JsonObject put(String field, @Nullable Double value) {
        return value == null ? putNull(field) : write(() -> generator.writeNumberField(field, value.doubleValue()));
    }

    JsonObject put(String field, @Nullable Long value) {
        return value == null ? putNull(field) : write(() -> generator.writeNumberField(field, value.longValue()));
    }

    /** The nearest double. */
    JsonObject put(String field, @Nullable Fraction value) {
        return value == null ? putNull(field) : write(() -> generator.writeNumberField(field, value.toDouble()));
    }

    JsonObject put(String field, List<String> values) {
        return write(() -> {
            generator.writeFieldName(field);
            generator.writeArray(values.toArray(String[]::new), 0, values.size());
        });
    }

    JsonObject putNull(String field) {
        return write(() -> generator.writeNullField(field));
    }

    /** Fields up to the matching {@link #close} belong to an object of this name. */
    JsonObject open(String field) {
        return write(() -> generator.writeObjectFieldStart(field));
    }

    JsonObject close() {
        return write(generator::writeEndObject);
    }

    /** The whole object. Ends the writing. */
    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** The whole object in UTF-8. Ends the writing. */
    byte[] bytes() {
        write(() -> {
            generator.writeEndObject();
            generator.close();
        });
        return bytes.toByteArray();
    }

    private JsonObject write(Step step) {
        try {
            step.run();
            return this;
        } catch (IOException e) {
            throw inMemory(e);
        }
    }

    private static UncheckedIOException inMemory(IOException e) {
        return new UncheckedIOException("memory does not fail", e);
    }

    private interface Step {
        void run() throws IOException;
    }
}
