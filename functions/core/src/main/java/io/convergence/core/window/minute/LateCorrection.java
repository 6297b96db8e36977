package io.convergence.core.window.minute;

import io.convergence.core.window.MinuteRule;
import io.convergence.core.window.PageViews;
import java.io.Serializable;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Addition of late views to the rows of a closed minute.
 *
 * @param rule which row late views of a page count in
 */
public record LateCorrection(MinuteRule rule) implements Serializable {

    /**
     * Adds late views. The row of each of their pages is read and written once.
     *
     * @return the rows that changed, by page
     */
    public SortedMap<String, PageViews> add(List<PageViews> late, MinuteRows rows) {
        SortedMap<String, PageViews> changed = new TreeMap<>();
        for (PageViews views : late) {
            PageViews own = rows.get(views.page());
            String row = rule.lateRow(views.page(), own != null, rows.own());
            PageViews before = row.equals(views.page()) ? own : rows.get(row);
            PageViews sum = before == null ? views.renamed(row) : before.plus(views);
            rows.put(sum, before == null);
            changed.put(row, sum);
        }
        return changed;
    }
}
