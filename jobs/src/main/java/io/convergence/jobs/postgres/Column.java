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
 * @param name its name
 * @param kind its type
 * @param value what an element holds for it; null is SQL's null
 */
public record Column<T>(String name, Kind kind, Value<T> value) implements Serializable {

    public static <T> Column<T> text(String name, Value<T> value) {
        return new Column<>(name, Kind.TEXT, value);
    }

    public static <T> Column<T> count(String name, Value<T> value) {
        return new Column<>(name, Kind.COUNT, value);
    }

    public static <T> Column<T> measure(String name, Value<T> value) {
        return new Column<>(name, Kind.MEASURE, value);
    }

    /** Of a number with the decimals that it has. */
    public static <T> Column<T> decimal(String name, Value<T> value) {
        return new Column<>(name, Kind.DECIMAL, value);
    }

    public static <T> Column<T> flag(String name, Value<T> value) {
        return new Column<>(name, Kind.FLAG, value);
    }

    /** Of epoch milliseconds. */
    public static <T> Column<T> instant(String name, Value<T> value) {
        return new Column<>(name, Kind.INSTANT, value);
    }

    public static <T> Column<T> bytes(String name, Value<T> value) {
        return new Column<>(name, Kind.BYTES, value);
    }

    /** Of JSON as text. */
    public static <T> Column<T> json(String name, Value<T> value) {
        return new Column<>(name, Kind.JSON, value);
    }

    /** Tells what an element holds. */
    public interface Value<T> extends Function<T, @Nullable Object>, Serializable {}

    /** How values travel, and what the database makes of them. */
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

        /** Type of the elements of the array that carries the values of a batch. */
        String element() {
            return element;
        }

        /** What is written to the column of this name. */
        String expression(String name) {
            return String.format(expression, name);
        }

        /** How Flink serialises a value. */
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
