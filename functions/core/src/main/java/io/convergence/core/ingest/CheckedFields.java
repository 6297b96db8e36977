package io.convergence.core.ingest;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reader of the fields of one record that validates them and keeps the first invalid one. Reading continues after an
 * invalid field, because a record that is malformed further on is reported as malformed.
 */
public final class CheckedFields {
    private final RecordReader reader;
    private final FirstInvalid invalid = new FirstInvalid();
    private long heartbeat;

    /** Reads from a reader that is inside the outermost object. */
    public CheckedFields(RecordReader reader) {
        this.reader = reader;
    }

    /** The name of the next field, or null at the end of the record, after which nothing may follow. */
    public @Nullable String next() throws IOException {
        String name = reader.next();
        if (name == null) {
            reader.end();
        }
        return name;
    }

    /** The value of the field as an integer, marked invalid when it is out of range. */
    public long integer(Field field) throws IOException {
        long value = reader.integer(field);
        require(field.admits(value), field);
        return value;
    }

    /** The value of the field as a number, marked invalid when it is out of range. */
    public double number(Field field) throws IOException {
        double value = reader.number(field);
        require(field.admits(value), field);
        return value;
    }

    /** The value of the field as normalised by the cache's rule; null, and marked invalid, when the rule refuses it. */
    public @Nullable String text(Field field, TextCache cache) throws IOException {
        String value = reader.text(field, cache);
        require(value != null, field);
        return value;
    }

    /** The value of the field as a text, marked invalid when it is not a name of the alphabet. */
    public String text(Field field, Alphabet alphabet) throws IOException {
        String value = reader.text(field);
        require(alphabet.admits(value), field);
        return value;
    }

    /** The value of the field as a text, which the caller validates with {@link #require}. */
    public String text(Field field) throws IOException {
        return reader.text(field);
    }

    /** The value of the field as a boolean. */
    public boolean flag(Field field) throws IOException {
        return reader.flag(field);
    }

    /** The exception to throw for a field that is not in the schema. */
    public IOException unknownField() {
        return reader.unknownField();
    }

    /** Marks the field as invalid unless a condition holds. */
    public void require(boolean valid, Field field) {
        invalid.require(valid, field);
    }

    /** Marks every field of the list that was not read as invalid. */
    public void requireAll(List<Field> fields) {
        for (Field field : fields) {
            require(reader.saw(field), field);
        }
    }

    /** Reads the value of the heartbeat field; {@link #heartbeat()} returns it after the end of the record. */
    public void readHeartbeat() throws IOException {
        heartbeat = integer(SharedFields.HEARTBEAT);
    }

    /**
     * The heartbeat, or its rejection, of a record that has been read to its end; null when it has no heartbeat field.
     *
     * @throws MalformedRecordException when the record has another field as well
     */
    public <T> @Nullable Decoded<T> heartbeat() throws IOException {
        Field field = SharedFields.HEARTBEAT;
        if (!reader.saw(field)) {
            return null;
        }
        if (!reader.sawOnly(field)) {
            throw new MalformedRecordException(field.name() + " must be the only field of its record");
        }
        Rejection rejection = rejection(null);
        return rejection == null ? new Decoded.Heartbeat<>(heartbeat) : new Decoded.Rejected<>(rejection);
    }

    /** The rejection for the first invalid field, or null when all fields are valid. */
    public @Nullable Rejection rejection(@Nullable String tenant) {
        return invalid.rejection(tenant);
    }
}
