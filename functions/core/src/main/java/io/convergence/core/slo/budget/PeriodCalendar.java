package io.convergence.core.slo.budget;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * The periods of a calendar, one after the other without end in both directions. The k-th starts at
 * {@code anchor.plus(k * step)} in the zone, reckoned from the anchor each time, so that months anchored on the 31st
 * start on the last day of shorter ones and on the 31st again. A local time that a zone leaves out is moved later by
 * the length of the gap, one that it has twice means the earlier (java.time, {@code LocalDateTime.atZone}).
 */
public final class PeriodCalendar {
    private static final long MINUTE = 60_000;
    private static final long DAY = 24 * 60 * MINUTE;

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
     * The calendar of a period.
     *
     * @throws IllegalArgumentException when the period is rolling or lacks what a calendar needs
     * @throws java.time.DateTimeException when its anchor or zone is none
     */
    public static PeriodCalendar of(Period period) {
        String anchor = period.anchor();
        String zone = period.zone();
        if (period.rolling() || anchor == null || zone == null || period.count() < 1) {
            throw new IllegalArgumentException("period " + period.label() + " is not one of a calendar");
        }
        ChronoUnit unit = unit(period);
        long step = unit == ChronoUnit.MONTHS && "Q".equals(period.unit()) ? 3L * period.count() : period.count();
        return new PeriodCalendar(LocalDateTime.parse(anchor), ZoneId.of(zone), unit, step);
    }

    /**
     * The length of a period that burn factors and forecasts go by: exact where it is always the same, else as if a
     * month had 30, a quarter 90 and a year 365 days.
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

    /** The period that holds an instant. */
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
        return new IllegalArgumentException("period " + period.label() + " has a unit that none has");
    }
}
