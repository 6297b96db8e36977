package io.convergence.core.slo.window;

import io.convergence.core.slo.budget.Period;
import io.convergence.core.slo.budget.PeriodCalendar;
import io.convergence.core.slo.budget.Span;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.MinuteSchedule;
import io.convergence.core.slo.definition.SloDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Windows of one objective and the bucket length by which each of them slides: slices up to six hours, five minutes up
 * to three days, an hour beyond. The left edge of a window is aligned to its buckets. Not thread-safe, because it caches
 * the last calendar period.
 */
public final class WindowPlan {
    /** Length of the window whose burn rate forecasts and reports use. */
    public static final long HOUR_MILLIS = 3_600_000;

    /** The longest silence through which a firing tier is kept as it is. */
    public static final long LONGEST_FREEZE_MILLIS = 72 * HOUR_MILLIS;

    private static final long FIVE_MINUTES_MILLIS = 300_000;

    /** The longest window that slides by slices. */
    static final long LONGEST_FINE_MILLIS = 6 * HOUR_MILLIS;

    /** The longest window that slides by five minutes. */
    static final long LONGEST_MIDDLE_MILLIS = 72 * HOUR_MILLIS;

    private final SloDefinition definition;
    private final long sliceMillis;

    /**
     * By how much slices and coarser buckets are later than multiples of an hour, or of a longer slice, since the epoch, so
     * that periods start with a slice.
     */
    private final long gridOffset;

    private final List<Long> levels = new ArrayList<>();
    private final long[] windows;
    private final @Nullable PeriodCalendar calendar;
    private final long periodMillis;
    private @Nullable Span lastSpan;

    /** Windows of an objective: those of its burn policy, of its tiers and their freezes, one hour, a rolling period. */
    public WindowPlan(SloDefinition definition) {
        this.definition = definition;
        this.sliceMillis = definition.method() == BudgetingMethod.OCCURRENCES
                ? MinuteSchedule.MINUTE_MILLIS
                : definition.sliceMillis();
        levels.add(sliceMillis);
        if (sliceMillis < FIVE_MINUTES_MILLIS && FIVE_MINUTES_MILLIS % sliceMillis == 0) {
            levels.add(FIVE_MINUTES_MILLIS);
        }
        if (sliceMillis < HOUR_MILLIS) {
            levels.add(HOUR_MILLIS);
        }
        this.calendar = definition.period().rolling() ? null : PeriodCalendar.of(definition.period());
        this.gridOffset = definition.method() == BudgetingMethod.OCCURRENCES
                ? 0
                : PeriodCalendar.gridOffset(definition.period(), sliceMillis);
        this.periodMillis = PeriodCalendar.nominalMillis(definition.period());
        TreeSet<Long> all = new TreeSet<>(definition.windowMillis());
        definition.tiers().forEach(tier -> {
            all.add(tier.longMillis());
            all.add(tier.shortMillis());
            all.add(Math.min(tier.longMillis(), LONGEST_FREEZE_MILLIS));
        });
        all.add(HOUR_MILLIS);
        if (calendar == null) {
            all.add(periodMillis);
        }
        this.windows = all.stream().mapToLong(Long::longValue).toArray();
    }

    /** The objective. */
    public SloDefinition definition() {
        return definition;
    }

    /** Length of a slice, which is the length of the finest buckets: a minute for {@code Occurrences}. */
    public long sliceMillis() {
        return sliceMillis;
    }

    /** The start of the slice that contains an instant. */
    public long sliceOf(long time) {
        return bucketStart(sliceMillis, time);
    }

    /** The start of the hour that contains an instant: a UTC hour, or one aligned to the slices of a calendar period. */
    public long hourOf(long time) {
        return bucketStart(HOUR_MILLIS, time);
    }

    /** The start of the bucket of a length that contains an instant. */
    long bucketStart(long bucketMillis, long time) {
        return Math.floorDiv(time - gridOffset, bucketMillis) * bucketMillis + gridOffset;
    }

    /** The bucket lengths that are stored, finest first. */
    public List<Long> levels() {
        return levels;
    }

    /** Lengths of the summed windows, ascending; a rolling period is one of them. */
    public long[] windows() {
        return windows.clone();
    }

    /** Length of the window at a position of {@link #windows()}. */
    long window(int index) {
        return windows[index];
    }

    /** Position of a window in {@link #windows()}, negative when it is not summed. */
    public int indexOf(long windowMillis) {
        return Arrays.binarySearch(windows, windowMillis);
    }

    /** Length of the buckets by which a window's left edge slides. */
    public long bucketOf(long windowMillis) {
        if (windowMillis <= LONGEST_FINE_MILLIS || levels.size() == 1) {
            return sliceMillis;
        }
        boolean middle = windowMillis <= LONGEST_MIDDLE_MILLIS && levels.size() == 3;
        return middle ? FIVE_MINUTES_MILLIS : levels.get(levels.size() - 1);
    }

    /** The left edge, inclusive, of a window that ends at a slice boundary. */
    public long leftEdge(long windowMillis, long end) {
        return bucketStart(bucketOf(windowMillis), end - windowMillis);
    }

    /** The left edge, inclusive, of the part of a window for which slices are stored: at most the last six hours. */
    public long finestEdge(long windowMillis, long end) {
        return bucketOf(windowMillis) == sliceMillis
                ? leftEdge(windowMillis, end)
                : bucketStart(sliceMillis, end - LONGEST_FINE_MILLIS);
    }

    /** The longest bucket length that is stored. */
    long coarsest() {
        return levels.get(levels.size() - 1);
    }

    /** Number that tells the calendar of the period from others; {@link CountedSpan#NO_CALENDAR} for a rolling one. */
    long calendarNumber() {
        Period period = definition.period();
        return calendar == null
                ? CountedSpan.NO_CALENDAR
                : 1 + Integer.toUnsignedLong((period.label() + '|' + period.anchor() + '|' + period.zone()).hashCode());
    }

    /** Whether the period is a calendar period and not a rolling one. */
    public boolean isCalendar() {
        return calendar != null;
    }

    /** The period that contains the last millisecond before a boundary; a rolling one ends at the boundary. */
    public Span spanBefore(long boundary) {
        if (calendar == null) {
            return new Span(leftEdge(periodMillis, boundary), boundary);
        }
        Span span = lastSpan;
        if (span == null || !span.holds(boundary - 1)) {
            span = calendar.at(boundary - 1);
            lastSpan = span;
        }
        return span;
    }

    /** Length of a rolling period, or the nominal length of a calendar period. */
    public long periodMillis() {
        return periodMillis;
    }
}
