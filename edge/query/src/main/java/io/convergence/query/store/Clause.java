package io.convergence.query.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SQL text with the values of its question marks, put together part by part. Mutable. */
public final class Clause {
    private final StringBuilder sql = new StringBuilder();
    private final List<@Nullable Object> values = new ArrayList<>();

    private Clause() {}

    /** A clause of a text and the values of its question marks: text, number, instant, flag, list of texts or null. */
    public static Clause of(String sql, @Nullable Object... values) {
        return new Clause().add(sql, values);
    }

    /** Adds a text and its values. */
    public Clause add(String text, @Nullable Object... more) {
        if (!sql.isEmpty()) {
            sql.append(' ');
        }
        sql.append(text);
        for (Object value : more) {
            values.add(value);
        }
        return this;
    }

    /** Adds a condition with one value, unless the value is null. */
    public Clause and(String condition, @Nullable Object value) {
        return value == null ? this : add("AND " + condition, value);
    }

    String sql() {
        return sql.toString();
    }

    List<@Nullable Object> values() {
        return values;
    }
}
