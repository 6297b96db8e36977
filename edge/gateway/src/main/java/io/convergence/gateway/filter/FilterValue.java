package io.convergence.gateway.filter;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A value of a field or in a rule. Values of different kinds are neither equal nor ordered. */
public sealed interface FilterValue {
    /** No value; written {@code nil} or {@code null}. */
    record Absent() implements FilterValue {}

    /** A text. */
    record Text(String text) implements FilterValue {}

    /** A number. */
    record Numeric(double number) implements FilterValue {}

    /** A truth value. */
    record Flag(boolean flag) implements FilterValue {}

    /** Whether both are of one kind, and so equal or unequal. An absent value is comparable with every value. */
    default boolean isComparable(FilterValue other) {
        return getClass() == other.getClass() || this instanceof Absent || other instanceof Absent;
    }

    /** The order of two texts, by their bytes in UTF-8, or of two numbers; null for all other values. */
    default @Nullable Integer compare(FilterValue other) {
        if (this instanceof Text left && other instanceof Text right) {
            return Arrays.compareUnsigned(
                    left.text().getBytes(StandardCharsets.UTF_8), right.text().getBytes(StandardCharsets.UTF_8));
        }
        if (this instanceof Numeric left && other instanceof Numeric right) {
            return Double.compare(left.number(), right.number());
        }
        return null;
    }
}
