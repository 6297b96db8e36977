package io.convergence.jobs.settings;

import io.convergence.core.settings.SpelledDuration;
import java.time.Duration;
import java.util.Arrays;
import org.apache.flink.configuration.MemorySize;

/** Descriptions of the values that an option accepts, for problems. */
final class AdmissibleValue {
    private AdmissibleValue() {}

    /** The description of values like a default, such as {@code a duration such as '10 s'}. */
    static String like(Object defaultValue) {
        if (defaultValue instanceof Duration duration) {
            return "a duration such as '" + SpelledDuration.format(duration) + "'";
        }
        if (defaultValue instanceof MemorySize size) {
            return "a memory size such as '" + size + "'";
        }
        if (defaultValue instanceof Enum<?> constant) {
            return "one of " + Arrays.toString(constant.getDeclaringClass().getEnumConstants());
        }
        if (defaultValue instanceof Boolean) {
            return "true or false";
        }
        return defaultValue instanceof Integer ? "a whole number" : "a number such as " + defaultValue;
    }
}
