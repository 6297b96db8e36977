package io.convergence.flink.state;

import java.lang.reflect.RecordComponent;
import java.util.Set;

/** Records whose components are numbers, truth values, strings or constants of an enum, and therefore never change. */
final class ImmutableRecord {
    private static final Set<Class<?>> BOXED = Set.of(
            String.class,
            Boolean.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            Character.class);

    private ImmutableRecord() {}

    /** Whether a type is such a record. */
    static boolean is(Class<?> type) {
        if (!type.isRecord()) {
            return false;
        }
        for (RecordComponent component : type.getRecordComponents()) {
            Class<?> of = component.getType();
            if (!of.isPrimitive() && !of.isEnum() && !BOXED.contains(of) && !is(of)) {
                return false;
            }
        }
        return true;
    }
}
