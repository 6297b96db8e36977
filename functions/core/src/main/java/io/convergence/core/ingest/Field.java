package io.convergence.core.ingest;

/**
 * A field of a record: its name and its valid values.
 *
 * @param position number from 0 to 31, distinct within a schema
 * @param name name in JSON, case-sensitive
 * @param rule the rule for its values, as rejections word it
 * @param smallest smallest valid number, inclusive
 * @param largest largest valid number, inclusive
 */
public record Field(int position, String name, String rule, double smallest, double largest) {
    /** 9999-12-31T23:59:59.999Z in epoch milliseconds, the last instant that RFC 3339 can express. */
    public static final long LATEST = 253_402_300_799_999L;

    /** A field that is not a number. */
    public static Field of(int position, String name, String rule) {
        return new Field(position, name, rule, 0, 0);
    }

    /** An integer field with values from smallest to largest, both inclusive and below 2^53. */
    public static Field integer(int position, String name, long smallest, long largest) {
        String rule =
                smallest == largest ? "the integer " + smallest : "an integer from " + smallest + " to " + largest;
        return new Field(position, name, rule, (double) smallest, (double) largest);
    }

    /** A number field with values from smallest to largest, both inclusive. */
    public static Field number(int position, String name, long smallest, long largest) {
        return new Field(
                position, name, "a number from " + smallest + " to " + largest, (double) smallest, (double) largest);
    }

    /** An instant field in positive epoch milliseconds, up to {@link #LATEST}. */
    public static Field instant(int position, String name) {
        return integer(position, name, 1, LATEST);
    }

    /** A text field of 1 to 64 characters of an alphabet. */
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

    /** The message of a rejection: the field and its rule. */
    public String message() {
        return name + " must be " + rule;
    }

    /** The bit of this field in a bit set of fields. */
    int bit() {
        return 1 << position;
    }
}
