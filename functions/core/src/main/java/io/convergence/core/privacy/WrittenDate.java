package io.convergence.core.privacy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * Test whether a path segment is a date, with or without the day: {@code 2024-01-31}, {@code 31.1.2024}, {@code 31-01-24},
 * {@code 2024-01}, {@code jan-2024}, {@code 31st_January}. Three groups of one digit each are a version, not a date.
 */
final class WrittenDate {
    private static final int LONGEST = 32;

    private static final Set<String> MONTHS = Set.of(
            "jan",
            "feb",
            "mar",
            "apr",
            "may",
            "jun",
            "jul",
            "aug",
            "sep",
            "sept",
            "oct",
            "nov",
            "dec",
            "january",
            "february",
            "march",
            "april",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");

    /** Words that can accompany the numbers of a date: English ordinals and the units of East Asian dates. */
    private static final Set<String> UNITS = Set.of("st", "nd", "rd", "th", "of", "年", "月", "日", "년", "월", "일");

    private final int[] lengths = new int[3];
    private final int[] values = new int[3];
    private int numbers;
    private int months;
    private boolean noDate;

    private WrittenDate() {}

    static boolean test(String segment) {
        return segment.length() <= LONGEST && new WrittenDate().read(segment).isDate();
    }

    private WrittenDate read(String segment) {
        int at = 0;
        while (at < segment.length() && !noDate) {
            int end = at + 1;
            char first = segment.charAt(at);
            if (Character.isDigit(first)) {
                while (end < segment.length() && Character.isDigit(segment.charAt(end))) {
                    end++;
                }
                number(segment, at, end);
            } else if (Character.isLetter(first)) {
                while (end < segment.length() && Character.isLetter(segment.charAt(end))) {
                    end++;
                }
                word(segment.substring(at, end).toLowerCase(Locale.ROOT));
            }
            at = end;
        }
        return this;
    }

    private void number(String segment, int from, int to) {
        if (numbers == values.length || to - from > 4) {
            noDate = true;
            return;
        }
        for (int i = from; i < to; i++) {
            values[numbers] = values[numbers] * 10 + Character.digit(segment.charAt(i), 10);
        }
        lengths[numbers] = to - from;
        numbers++;
    }

    private void word(String word) {
        if (MONTHS.contains(word)) {
            months++;
        } else {
            noDate |= !UNITS.contains(word);
        }
    }

    private boolean isDate() {
        if (noDate || months > 1 || Arrays.stream(lengths).anyMatch(length -> length == 3)) {
            return false;
        }
        if (months == 1) {
            return numbers == 1 || numbers == 2;
        }
        return numbers == 3 ? isWholeDate() : numbers == 2 && isYearAndMonth();
    }

    /** A year of four or two digits first or last, and a month and a day in either order. */
    private boolean isWholeDate() {
        if (lengths[1] > 2 || lengths[0] + lengths[2] > 6 || (lengths[0] == 1 && lengths[2] == 1)) {
            return false;
        }
        boolean yearFirst = lengths[0] >= 2 && lengths[2] <= 2 && isMonthAndDay(values[1], values[2]);
        boolean yearLast = lengths[2] >= 2 && lengths[0] <= 2 && isMonthAndDay(values[0], values[1]);
        return yearFirst || yearLast;
    }

    private boolean isYearAndMonth() {
        boolean yearFirst = lengths[0] == 4 && lengths[1] <= 2 && isMonth(values[1]);
        boolean yearLast = lengths[1] == 4 && lengths[0] <= 2 && isMonth(values[0]);
        return yearFirst || yearLast;
    }

    private static boolean isMonthAndDay(int a, int b) {
        return (isMonth(a) && isDay(b)) || (isDay(a) && isMonth(b));
    }

    private static boolean isMonth(int value) {
        return value >= 1 && value <= 12;
    }

    private static boolean isDay(int value) {
        return value >= 1 && value <= 31;
    }
}
