package io.convergence.core.ingest;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one record and remembers the first whose rule is broken, while the rest is still being read: a
 * record that turns out malformed later is malformed.
 */
public final class CheckedFields {
    private final RecordReader reader;
    private final FirstBroken broken = new FirstBroken();
    private long heartbeat;

    /** Over a reader inside the outermost object. */
    public CheckedFields(RecordReader reader) {
        this.reader = reader;
    }

    /** The name of the next field, or null when the record has been read to its end and nothing follows it. */
    public @Nullable String next() throws IOException {
        String name = reader.next();
        if (name == null) {
            reader.end();
        }
        return name;
    }

    /** An integer that the field admits; any other is remembered as broken. */
    public long integer(Field field) throws IOException {
        long value = reader.integer(field);
        require(field.admits(value), field);
        return value;
    }

    /** A number that the field admits; any other is remembered as broken. */
    public double number(Field field) throws IOException {
        double value = reader.number(field);
        require(field.admits(value), field);
        return value;
    }

    /** The memo's answer to a text; null, which is remembered as broken, when its rule refuses it. */
    public @Nullable String text(Field field, TextMemo memo) throws IOException {
        String value = reader.text(field, memo);
        require(value != null, field);
        return value;
    }

    /** A name of the alphabet; any other is remembered as broken. */
    public String text(Field field, Alphabet alphabet) throws IOException {
        String value = reader.text(field);
        require(alphabet.admits(value), field);
        return value;
    }

    /** Any text; the caller judges it with {@link #require}. */
    public String text(Field field) throws IOException {
        return reader.text(field);
    }

    /** {@code true} or {@code false}. */
    public boolean flag(Field field) throws IOException {
        return reader.flag(field);
    }

    /** What to throw on a field that the schema does not hold. */
    public IOException unknownField() {
        return reader.unknownField();
    }

    /** Remembers the field as broken unless its rule is kept. */
    public void require(boolean kept, Field field) {
        broken.require(kept, field);
    }

    /** Remembers the first of the fields that was not read as broken. */
    public void requireAll(List<Field> fields) {
        for (Field field : fields) {
            require(reader.saw(field), field);
        }
    }

    /** Reads the value of the heartbeat field; it decides what the record is once it has been read to its end. */
    public void readHeartbeat() throws IOException {
        heartbeat = integer(SharedFields.HEARTBEAT);
    }

    /**
     * The heartbeat that a record read to its end is, or null when the record has no heartbeat field.
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

    /** The rejection for the first broken rule, or null when every rule was kept. */
    public @Nullable Rejection rejection(@Nullable String tenant) {
        return broken.rejection(tenant);
    }
}
