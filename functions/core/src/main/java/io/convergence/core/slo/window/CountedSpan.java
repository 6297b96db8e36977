package io.convergence.core.slo.window;

/**
 * Since when the counts of a generation are stored and complete, with the calendar that they were last counted by.
 *
 * @param calendar number of the calendar of the current period, {@link #NO_CALENDAR} or {@link #UNKNOWN_CALENDAR}
 * @param storedFrom the instant from which all coarse buckets are stored, epoch milliseconds, or {@link GenerationCounts#NEVER}
 *     when none was removed
 * @param countedFrom the instant from which the counts of the period are complete, if an edit of the period found no buckets
 *     before it; otherwise {@link GenerationCounts#NEVER} or an instant before the period
 * @param reportsFrom start of the first slice that is counted in new reports of the objective's own period;
 *     {@link GenerationCounts#NEVER} unless its calendar was edited
 */
public record CountedSpan(long calendar, long storedFrom, long countedFrom, long reportsFrom) {
    /** Stands for the calendar of a rolling period, and of a generation before its first evaluation. */
    public static final long NO_CALENDAR = 0;

    /** Stands for the calendar of state before version 3, which did not store it. */
    public static final long UNKNOWN_CALENDAR = -1;

    /** The span of a generation without any event. */
    public static final CountedSpan NEW =
            new CountedSpan(NO_CALENDAR, GenerationCounts.NEVER, GenerationCounts.NEVER, GenerationCounts.NEVER);

    /** The span as state before version 3 has it. */
    public static final CountedSpan UNKNOWN =
            new CountedSpan(UNKNOWN_CALENDAR, GenerationCounts.NEVER, GenerationCounts.NEVER, GenerationCounts.NEVER);

    CountedSpan withCalendar(long number) {
        return new CountedSpan(number, storedFrom, countedFrom, reportsFrom);
    }

    CountedSpan withStoredFrom(long time) {
        return new CountedSpan(calendar, time, countedFrom, reportsFrom);
    }

    CountedSpan withCountedFrom(long time) {
        return new CountedSpan(calendar, storedFrom, time, reportsFrom);
    }

    CountedSpan withReportsFrom(long time) {
        return new CountedSpan(calendar, storedFrom, countedFrom, time);
    }
}
