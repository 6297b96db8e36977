package io.convergence.jobs.postgres;

import java.io.Serializable;
import java.util.function.Function;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param name name of the column
 * @param kind type of the column
 * @param value value of an element for the column; null is SQL's null
 */
public record Column<T>(String name, Kind kind, Value<T> value) implements Serializable {

    /** A column of text. */
    public static <T> Column<T> text(String name, Value<T> value) {
        return new Column<>(name, Kind.TEXT, value);
    }

    /** A column of a whole number. */
    public static <T> Column<T> count(String name, Value<T> value) {
        return new Column<>(name, Kind.COUNT, value);
    }

    /** A column of a floating-point number. */
    public static <T> Column<T> measure(String name, Value<T> value) {
        return new Column<>(name, Kind.MEASURE, value);
    }

    /** A column of an exact decimal number. */
    public static <T> Column<T> decimal(String name, Value<T> value) {
        return new Column<>(name, Kind.DECIMAL, value);
    }

    /** A column of a boolean. */
    public static <T> Column<T> flag(String name, Value<T> value) {
        return new Column<>(name, Kind.FLAG, value);
    }

    /** A column of an instant; its values are epoch milliseconds. */
    public static <T> Column<T> instant(String name, Value<T> value) {
        return new Column<>(name, Kind.INSTANT, value);
    }

    /** A column of bytes. */
    public static <T> Column<T> bytes(String name, Value<T> value) {
        return new Column<>(name, Kind.BYTES, value);
    }

    /** A column of JSON; its values are text. */
    public static <T> Column<T> json(String name, Value<T> value) {
        return new Column<>(name, Kind.JSON, value);
    }

    /** Value of an element for a column. */
    public interface Value<T> extends Function<T, @Nullable Object>, Serializable {}

    /** Type of a column: as Flink serialises it, as JDBC passes it, and as SQL stores it. */
    enum Kind {
        TEXT("text", "%s"),
        COUNT("bigint", "%s"),
        MEASURE("float8", "%s"),
        DECIMAL("numeric", "%s"),
        FLAG("bool", "%s"),
        INSTANT("bigint", "to_timestamp(%s / 1000.0)"),
        BYTES("bytea", "%s"),
        JSON("text", "%s::jsonb");

        private final String element;
        private final String expression;

        Kind(String element, String expression) {
            this.element = element;
            this.expression = expression;
        }

        /** SQL type of the elements of the array that passes the values of a batch. */
        String element() {
            return element;
        }

        /** SQL expression of the stored value. */
        String expression(String name) {
            return String.format(expression, name);
        }

        /** Flink's type information of a value. */
        TypeInformation<?> type() {
            return switch (this) {
                case TEXT, JSON -> Types.STRING;
                case COUNT, INSTANT -> Types.LONG;
                case MEASURE -> Types.DOUBLE;
                case DECIMAL -> Types.BIG_DEC;
                case FLAG -> Types.BOOLEAN;
                case BYTES -> PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
            };
        }
    }
}
