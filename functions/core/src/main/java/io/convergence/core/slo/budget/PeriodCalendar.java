package io.convergence.core.slo.budget;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Consecutive calendar periods, unbounded in both directions. The k-th starts at {@code anchor.plus(k * step)} in the
 * zone, always computed from the anchor, so that months anchored on the 31st start on the last day of shorter months
 * and on the 31st of others. A local time in a gap of the zone is moved later by the length of the gap; one that occurs
 * twice means the earlier instant (java.time, {@code LocalDateTime.atZone}).
 */
public final class PeriodCalendar {
    private static final long MINUTE = 60_000;
    private static final long DAY = 24 * 60 * MINUTE;

    /**
     * An instant of the period whose start slices are aligned to, and from which on periods must consist of whole slices:
     * a recent one, because zones changed their offset from UTC in the past.
     */
    public static final long ALIGNED_AT = 1_767_225_600_000L; // 2026-01-01T00:00:00Z

    /** More changes of the clocks than a zone has in a year. */
    private static final int TRANSITIONS = 8;

    private final LocalDateTime anchor;
    private final ZoneId zone;
    private final ChronoUnit unit;
    private final long step;

    private PeriodCalendar(LocalDateTime anchor, ZoneId zone, ChronoUnit unit, long step) {
        this.anchor = anchor;
        this.zone = zone;
        this.unit = unit;
        this.step = step;
    }

    /**
     * The calendar of a calendar period. Its anchor may have a space in place of the T, as in OpenSLO.
     *
     * @throws IllegalArgumentException when the period is rolling or lacks an anchor or a zone
     * @throws java.time.DateTimeException when its anchor or zone cannot be parsed
     */
    public static PeriodCalendar of(Period period) {
        String anchor = period.anchor();
        String zone = period.zone();
        if (period.rolling() || anchor == null || zone == null || period.count() < 1) {
            throw new IllegalArgumentException("period " + period.label()
                    + " is not a calendar period: it needs an anchor, a zone and a positive count");
        }
        ChronoUnit unit = unit(period);
        long step = unit == ChronoUnit.MONTHS && "Q".equals(period.unit()) ? 3L * period.count() : period.count();
        return new PeriodCalendar(LocalDateTime.parse(anchor.replace(' ', 'T')), ZoneId.of(zone), unit, step);
    }

    /**
     * The nominal length of a period in milliseconds, used for burn-rate factors: a month counts as 30, a quarter as 90
     * and a year as 365 days.
     */
    public static long nominalMillis(Period period) {
        return switch (period.unit()) {
            case "m" -> period.count() * MINUTE;
            case "h" -> period.count() * 60L * MINUTE;
            case "d" -> period.count() * DAY;
            case "w" -> period.count() * 7L * DAY;
            case "M" -> period.count() * 30L * DAY;
            case "Q" -> period.count() * 90L * DAY;
            case "Y" -> period.count() * 365L * DAY;
            default -> throw unknownUnit(period);
        };
    }

    /**
     * By how much slices, and coarser buckets, are later than multiples of an hour, or of a longer slice, since the epoch, so
     * that calendar periods start with a slice, in milliseconds; 0 for a rolling period.
     *
     * @param sliceMillis length of a slice, which divides a day
     */
    public static long gridOffset(Period period, long sliceMillis) {
        return period.rolling()
                ? 0
                : Math.floorMod(of(period).at(ALIGNED_AT).start(), Math.max(60 * MINUTE, sliceMillis));
    }

    /**
     * Whether every period from 2026 on starts with a slice: the clocks of the zone change by whole slices or not at all.
     *
     * @param sliceMillis length of a slice, which divides a day
     */
    public boolean isWholeSlices(long sliceMillis) {
        ZoneRules rules = zone.getRules();
        ZoneOffsetTransition next = rules.nextTransition(Instant.ofEpochMilli(ALIGNED_AT));
        for (int i = 0; i < TRANSITIONS && next != null; i++) {
            if (next.getDuration().toMillis() % sliceMillis != 0) {
                return false;
            }
            next = rules.nextTransition(next.getInstant());
        }
        return true;
    }

    /** The period that contains an instant. */
    public Span at(long epochMillis) {
        LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochMilli(epochMillis), zone);
        long k = unit.between(anchor, local) / step;
        while (start(k) > epochMillis) {
            k--;
        }
        while (start(k + 1) <= epochMillis) {
            k++;
        }
        return new Span(start(k), start(k + 1));
    }

    private long start(long k) {
        return anchor.plus(Math.multiplyExact(k, step), unit)
                .atZone(zone)
                .toInstant()
                .toEpochMilli();
    }

    private static ChronoUnit unit(Period period) {
        return switch (period.unit()) {
            case "d" -> ChronoUnit.DAYS;
            case "w" -> ChronoUnit.WEEKS;
            case "M", "Q" -> ChronoUnit.MONTHS;
            case "Y" -> ChronoUnit.YEARS;
            default -> throw unknownUnit(period);
        };
    }

    private static IllegalArgumentException unknownUnit(Period period) {
        return new IllegalArgumentException("period " + period.label() + " has an unknown unit");
    }
}
