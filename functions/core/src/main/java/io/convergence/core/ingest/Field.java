package io.convergence.core.ingest;

/**
 * A field of a schema: its name and what it admits.
 *
 * @param position from 0 to 31, distinct within a schema
 * @param name as JSON spells it, compared with case
 * @param rule what it must be, for the sender
 * @param smallest least number admitted, inclusive
 * @param largest greatest number admitted, inclusive
 */
public record Field(int position, String name, String rule, double smallest, double largest) {
    /** 9999-12-31T23:59:59.999Z in epoch milliseconds, the last instant that RFC 3339 can spell. */
    public static final long LATEST = 253_402_300_799_999L;

    /** A field that is no number. */
    public static Field of(int position, String name, String rule) {
        return new Field(position, name, rule, 0, 0);
    }

    /** An integer from smallest to largest, both inclusive and below 2^53. */
    public static Field integer(int position, String name, long smallest, long largest) {
        String rule =
                smallest == largest ? "the integer " + smallest : "an integer from " + smallest + " to " + largest;
        return new Field(position, name, rule, (double) smallest, (double) largest);
    }

    /** A number from smallest to largest, both inclusive. */
    public static Field number(int position, String name, long smallest, long largest) {
        return new Field(
                position, name, "a number from " + smallest + " to " + largest, (double) smallest, (double) largest);
    }

    /** An instant in positive epoch milliseconds, up to {@link #LATEST}. */
    public static Field instant(int position, String name) {
        return integer(position, name, 1, LATEST);
    }

    /** Text of 1 to 64 characters of an alphabet. */
    public static Field text(int position, String name, Alphabet alphabet) {
        return of(position, name, alphabet.rule());
    }

    /** Whether a number lies in the range. */
    public boolean admits(double value) {
        return value >= smallest && value <= largest;
    }

    /** Whether an integer lies in the range. */
    public boolean admits(long value) {
        return admits((double) value);
    }

    /** What the sender is told: the field and what it must be. */
    public String message() {
        return name + " must be " + rule;
    }

    /** This field in a set of fields. */
    int bit() {
        return 1 << position;
    }
}
