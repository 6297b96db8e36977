package io.convergence.launcher.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converters of options that are whole numbers within bounds. */
public final class WholeNumbers {
    private WholeNumbers() {}

    /** Minutes from one to a week. */
    public static final class Minutes implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return (int) within(value, 1, 7 * 24 * 60);
        }
    }

    /** Processes or slots of a cluster on one machine. */
    public static final class ClusterSize implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return (int) within(value, 1, 16);
        }
    }

    /** Subtasks of an operator, up to the job's maximum parallelism. */
    public static final class Parallelism implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return (int) within(value, 1, 720);
        }
    }

    /** Records to generate. */
    public static final class Records implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return (int) within(value, 1, 1_000_000_000);
        }
    }

    /** Keys to generate records for. */
    public static final class Keys implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return (int) within(value, 1, 1_000_000);
        }
    }

    /** Any whole number of 64 bits. */
    public static final class Seed implements ITypeConverter<Long> {
        @Override
        public Long convert(String value) {
            return within(value, Long.MIN_VALUE, Long.MAX_VALUE);
        }
    }

    /** A whole number between inclusive bounds. */
    static long within(String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The exception below covers this mistake too.
        }
        throw new TypeConversionException("is a whole number from " + least + " to " + most + ", not " + value);
    }
}
