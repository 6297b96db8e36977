package io.convergence.flink.minutes;

import io.convergence.core.window.MinuteRule;
import io.convergence.core.window.PageViews;
import io.convergence.core.window.minute.MinuteRetention;
import io.convergence.core.window.minute.MinuteRows;
import io.convergence.flink.state.MinuteProgress;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A closed minute of an app on a host. It contains its rows while they are few; those of a minute with more of them are
 * apart, and only their number is here. Mutable, not thread-safe.
 */
public final class ClosedMinute implements MinuteRows {
    /** Most rows and bins of vitals of a small minute; a view of one page counts as up to 7. */
    private static final int SMALL = 40;

    /** Most rows and bins of vitals that one value contains, which has up to about 10 KB then. */
    private static final int LARGE = 4096;

    private final long start;
    private final Map<String, PageViews> rows = new TreeMap<>();
    private final Set<String> changed = new TreeSet<>();
    private long expiresAt;
    private long restatedAt = MinuteProgress.NEVER;
    private int ownApart = -1;

    /**
     * A minute without rows.
     *
     * @param start start of the minute, epoch milliseconds
     */
    public ClosedMinute(long start) {
        this.start = start;
        this.expiresAt = MinuteRetention.afterClose(start);
    }

    /** Start of the minute, epoch milliseconds. */
    public long start() {
        return start;
    }

    /** Event time at which the minute is forgotten, epoch milliseconds. */
    public long expiresAt() {
        return expiresAt;
    }

    /** Sets the event time at which the minute is forgotten. */
    public void expiresAt(long time) {
        expiresAt = time;
    }

    /** Watermark at which rows were last emitted again, or {@link MinuteProgress#NEVER}. */
    public long restatedAt() {
        return restatedAt;
    }

    /** Sets the watermark at which rows were last emitted again. */
    public void restatedAt(long watermark) {
        restatedAt = watermark;
    }

    /** Extends the retention after late views, and sets the watermark of the last restatement to that of their arrival. */
    void late(long watermark) {
        expiresAt = MinuteRetention.afterLate(expiresAt, watermark);
        restatedAt = watermark;
    }

    /** Names of the rows that are to be emitted again. Can be changed. */
    public Set<String> changed() {
        return changed;
    }

    /** Whether it has its rows and no more: no late views, and no rows that were or are to be emitted again. */
    boolean isPlain() {
        return expiresAt == MinuteRetention.afterClose(start)
                && restatedAt == MinuteProgress.NEVER
                && changed.isEmpty();
    }

    /** Whether the rows are few enough to be stored with other minutes. */
    boolean isSmall() {
        return size() <= SMALL;
    }

    /** Whether the rows are few enough to be stored as one value. */
    boolean isOneValue() {
        return size() <= LARGE;
    }

    /** Whether the rows are apart. */
    boolean isApart() {
        return ownApart >= 0;
    }

    /**
     * Removes the rows, which are stored apart from now on.
     *
     * @param own number of pages with a row of their own
     */
    public void setApart(int own) {
        ownApart = own;
        rows.clear();
    }

    /** The rows by name; empty when they are apart. */
    Map<String, PageViews> rows() {
        return rows;
    }

    @Override
    public @Nullable PageViews get(String page) {
        return rows.get(page);
    }

    @Override
    public void put(PageViews row, boolean isNew) {
        rows.put(row.page(), row);
    }

    @Override
    public int own() {
        return isApart() ? ownApart : rows.size() - (rows.containsKey(MinuteRule.OTHER) ? 1 : 0);
    }

    private int size() {
        int size = rows.size();
        for (PageViews row : rows.values()) {
            size += row.vitals().size();
        }
        return size;
    }

    /** Another minute of the same start with the rows of this one, and nothing else of it. */
    ClosedMinute rowsOnly() {
        ClosedMinute only = new ClosedMinute(start);
        only.rows.putAll(rows);
        return only;
    }

    ClosedMinute copy() {
        ClosedMinute copy = new ClosedMinute(start);
        for (PageViews row : rows.values()) {
            copy.put(
                    new PageViews(
                            row.page(),
                            row.views(),
                            row.errorViews(),
                            row.vitals().copy()),
                    true);
        }
        copy.changed.addAll(changed);
        copy.expiresAt = expiresAt;
        copy.restatedAt = restatedAt;
        copy.ownApart = ownApart;
        return copy;
    }
}
