package io.convergence.jobs.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
        return write(() -> {
            generator.writeFieldName(field);
            if (value == null) {
                generator.writeNull();
            } else {
                generator.writeNumber(value.doubleValue());
            }
        });
    }

    /** Fields up to the matching {@link #close} belong to an object of this name. */
    JsonObject open(String field) {
        return write(() -> generator.writeObjectFieldStart(field));
    }

    JsonObject close() {
        return write(generator::writeEndObject);
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
