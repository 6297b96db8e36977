package io.convergence.core.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.Closeable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reader of the fields of one strict JSON object in their order. Every reading method throws an {@link IOException} when
 * the record is malformed, after which the reader must not be used. The caller checks ranges.
 */
public final class RecordReader implements Closeable {
    static final String NOT_ONE_OBJECT = "the record must be one JSON object in UTF-8";

    private final JsonParser parser;
    private int seen;
    private boolean unknownName;

    RecordReader(JsonParser parser) {
        this.parser = parser;
    }

    /** The name of the next field of the object, or null at its end. */
    public @Nullable String next() throws IOException {
        return parser.nextFieldName();
    }

    /** The value of the field as a string. */
    public String text(Field field) throws IOException {
        expect(field, JsonToken.VALUE_STRING);
        return parser.getText();
    }

    /** The value of the field as normalised by the cache's rule, or null when the rule refuses it. */
    public @Nullable String text(Field field, TextCache cache) throws IOException {
        expect(field, JsonToken.VALUE_STRING);
        return cache.of(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    }

    /**
     * The value of the field as an integer, written without fraction or exponent. An integer that does not fit a long gives
     * {@link Long#MAX_VALUE}, which is out of the range of every field.
     */
    public long integer(Field field) throws IOException {
        expect(field, JsonToken.VALUE_NUMBER_INT);
        return fitsLong() ? parser.getLongValue() : Long.MAX_VALUE;
    }

    /** The value of the field as a finite number; negative zero is zero. */
    public double number(Field field) throws IOException {
        see(field);
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_NUMBER_INT && fitsLong()) {
            return (double) parser.getLongValue();
        }
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
            throw wrongType(field);
        }
        double value = parser.getDoubleValue();
        if (!Double.isFinite(value)) {
            throw new MalformedRecordException(field.name() + " must be a finite number");
        }
        return value + 0.0;
    }

    /** The value of the field as {@code true} or {@code false}. */
    public boolean flag(Field field) throws IOException {
        see(field);
        JsonToken token = parser.nextToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw wrongType(field);
        }
        return token == JsonToken.VALUE_TRUE;
    }

    /** The value of the field as an object of finite numbers by name; each name must be known and appear once. */
    public Map<String, Double> numbers(Field field, Predicate<String> known) throws IOException {
        Map<String, Double> numbers = new LinkedHashMap<>();
        enter(field);
        for (String name = next(); name != null; name = next()) {
            JsonToken token = checked(name, known, numbers);
            double value = token.isNumeric() ? parser.getDoubleValue() : Double.NaN;
            if (!Double.isFinite(value)) {
                throw wrongType(field);
            }
            numbers.put(name, value + 0.0);
        }
        return numbers;
    }

    /** The value of the field as an object of texts by name; each name must be known and appear once. */
    public Map<String, String> texts(Field field, Predicate<String> known) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        enter(field);
        for (String name = next(); name != null; name = next()) {
            if (checked(name, known, texts) != JsonToken.VALUE_STRING) {
                throw wrongType(field);
            }
            texts.put(name, parser.getText());
        }
        return texts;
    }

    /** Enters the object that is the value of the field; {@link #next} returns null at its end. */
    public void enter(Field field) throws IOException {
        expect(field, JsonToken.START_OBJECT);
    }

    /** Requires that nothing but whitespace follows the outermost object, whose end has been read. */
    public void end() throws IOException {
        if (parser.nextToken() != null) {
            throw new MalformedRecordException(NOT_ONE_OBJECT);
        }
    }

    /** The exception to throw for a field that is not in the schema. */
    public IOException unknownField() {
        unknownName = true;
        return new MalformedRecordException("the record must hold no field outside the schema");
    }

    /** Whether the field was read. */
    public boolean saw(Field field) {
        return (seen & field.bit()) != 0;
    }

    /** Whether the field is the only one that was read. */
    public boolean sawOnly(Field field) {
        return seen == field.bit();
    }

    @Override
    public void close() throws IOException {
        // Closing a parser adds the names it has read to the symbol table of the factory. Names invented by senders
        // would
        // fill the table, and each new one would cost a copy of it, so a parser with an unknown name is never closed.
        if (!unknownName) {
            parser.close();
        }
    }

    private JsonToken checked(String name, Predicate<String> known, Map<String, ?> before) throws IOException {
        if (!known.test(name)) {
            throw unknownField();
        }
        if (before.containsKey(name)) {
            throw new MalformedRecordException("each name must appear once");
        }
        return parser.nextToken();
    }

    private void expect(Field field, JsonToken type) throws IOException {
        see(field);
        if (parser.nextToken() != type) {
            throw wrongType(field);
        }
    }

    private void see(Field field) throws IOException {
        if (saw(field)) {
            throw new MalformedRecordException(field.name() + " must appear once");
        }
        seen |= field.bit();
    }

    private boolean fitsLong() throws IOException {
        return parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    }

    private static IOException wrongType(Field field) {
        return new MalformedRecordException(field.message() + ", which a value of this type cannot be");
    }
}
