package io.convergence.gateway.datakit;

import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;

/** Values of fields of the line protocol that are written without quotes: booleans and numbers. */
final class FieldValues {
    private static final Set<String> TRUE = Set.of("t", "T", "true", "True", "TRUE");
    private static final Set<String> FALSE = Set.of("f", "F", "false", "False", "FALSE");
    private static final Pattern INTEGER = Pattern.compile("([+-]?\\d{1,4000})([iu])");
    private static final Pattern FLOAT = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,9})?");
    private static final BigInteger LARGEST_UNSIGNED =
            BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    private static final int LONGEST = 1024;
    private static final int LONG_BITS = 63;

    /** Every integer of at most this many decimal digits fits into a long. */
    private static final int SHORT_DIGITS = 18;

    private FieldValues() {}

    /** The value of a word. */
    static Object of(String word) throws PointProblemException {
        if (isShortInteger(word)) {
            return Long.valueOf(word.substring(0, word.length() - 1));
        }
        if (TRUE.contains(word)) {
            return true;
        }
        if (FALSE.contains(word)) {
            return false;
        }
        char first = word.charAt(0);
        boolean isNumber = first == '+' || first == '-' || first == '.' || (first >= '0' && first <= '9');
        if (!isNumber) {
            throw new PointProblemException("invalid value");
        }
        if (word.length() > LONGEST) {
            throw new PointProblemException("invalid number");
        }
        return number(word);
    }

    /** Whether a part of a word consists of decimal digits of ASCII. */
    static boolean areDigits(String word, int from, int to) {
        for (int i = from; i < to; i++) {
            if (word.charAt(i) < '0' || word.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Whether a word is an integer of so few digits that it fits into a long. */
    private static boolean isShortInteger(String word) {
        int from = word.startsWith("-") || word.startsWith("+") ? 1 : 0;
        int digits = word.length() - 1 - from;
        return digits >= 1 && digits <= SHORT_DIGITS && word.endsWith("i") && areDigits(word, from, word.length() - 1);
    }

    private static Object number(String word) throws PointProblemException {
        if (INTEGER.matcher(word).matches()) {
            BigInteger value = new BigInteger(word.substring(0, word.length() - 1));
            boolean isSigned = word.endsWith("i");
            boolean fits = isSigned
                    ? value.bitLength() <= LONG_BITS
                    : value.signum() >= 0 && value.compareTo(LARGEST_UNSIGNED) <= 0;
            if (!fits) {
                throw new PointProblemException("number out of range");
            }
            return isSigned ? (Object) value.longValueExact() : value;
        }
        if (!FLOAT.matcher(word).matches()) {
            throw new PointProblemException("invalid number");
        }
        double value = Double.parseDouble(word);
        if (!Double.isFinite(value)) {
            throw new PointProblemException("number out of range");
        }
        return value + 0.0;
    }
}
