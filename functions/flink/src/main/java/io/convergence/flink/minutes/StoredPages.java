package io.convergence.flink.minutes;

import io.convergence.core.window.MinuteKey;
import io.convergence.core.window.MinuteRule;
import io.convergence.core.window.PageViews;
import io.convergence.core.window.minute.MinuteRetention;
import io.convergence.core.window.minute.PageSums;
import io.convergence.flink.state.MinuteProgress;
import io.convergence.flink.state.MinuteProgressFormat;
import io.convergence.flink.state.PageViewsFormat;
import io.convergence.flink.state.StateDescriptors;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * Keyed states of a minute with an entry for each page: of an open minute that is large, and of every minute, open or closed,
 * in a savepoint of a release without closed minutes in blocks.
 *
 * <p>Savepoints of the first release have {@code page-views}, {@code kept-pages} and {@code minute-closed} in their place.
 * They are converted when the minute is first used.
 */
final class StoredPages {
    private final MapState<String, PageViews> counts;
    private final MapState<String, Boolean> changed;
    private final ValueState<MinuteProgress> progress;
    private final ListState<PageViews> replacedViews;
    private final ListState<String> replacedKeptPages;
    private final ValueState<Boolean> replacedClosed;

    StoredPages(RuntimeContext context) {
        counts = context.getMapState(pageCountsDescriptor());
        changed = context.getMapState(changedPagesDescriptor());
        progress = context.getState(minuteProgressDescriptor());
        replacedViews = context.getListState(pageViewsDescriptor());
        replacedKeptPages = context.getListState(keptPagesDescriptor());
        replacedClosed = context.getState(minuteClosedDescriptor());
    }

    /** Views by page. */
    static MapStateDescriptor<String, PageViews> pageCountsDescriptor() {
        return StateDescriptors.map("page-counts", new PageViewsFormat());
    }

    /** Pages of a closed minute that changed since their row was emitted; a set. Only in savepoints of earlier releases. */
    static MapStateDescriptor<String, Boolean> changedPagesDescriptor() {
        return new MapStateDescriptor<>("changed-pages", Types.STRING, Types.BOOLEAN);
    }

    /** Progress of the minute. */
    static ValueStateDescriptor<MinuteProgress> minuteProgressDescriptor() {
        return StateDescriptors.value("minute-progress", new MinuteProgressFormat());
    }

    /** Arrived partial counts, in savepoints of the first release. */
    static ListStateDescriptor<PageViews> pageViewsDescriptor() {
        return StateDescriptors.list("page-views", new PageViewsFormat());
    }

    /** Pages with a row of their own when not all have one, in savepoints of the first release. */
    static ListStateDescriptor<String> keptPagesDescriptor() {
        return new ListStateDescriptor<>("kept-pages", Types.STRING);
    }

    /** Set when the minute is closed, in savepoints of the first release. */
    static ValueStateDescriptor<Boolean> minuteClosedDescriptor() {
        return new ValueStateDescriptor<>("minute-closed", Types.BOOLEAN);
    }

    /** The progress of the minute; null when nothing is stored of it. */
    @Nullable
    MinuteProgress progress(MinuteKey key) throws Exception {
        MinuteProgress known = progress.value();
        return known == null ? converted(key) : known;
    }

    /** Views by page. */
    Iterable<PageViews> pages() throws Exception {
        return counts.values();
    }

    /** Whether a page of a closed minute changed since its row was emitted. */
    boolean hasChanged(MinuteProgress known) throws Exception {
        // No page has changed before the first restatement, and looking for one would pass over removed entries.
        return known.restatedAt() != MinuteProgress.NEVER && !changed.isEmpty();
    }

    /** Stores an open minute that has become large. */
    void take(PageSums large) throws Exception {
        for (PageViews page : large.values()) {
            counts.put(page.page(), page);
        }
        progress.update(MinuteProgress.OPEN);
    }

    /** Adds views to an open minute. */
    void add(List<PageViews> pages) throws Exception {
        for (PageViews page : pages) {
            add(page.page(), page);
        }
    }

    /** Removes a minute of which something is stored. */
    void clear(MinuteProgress known) {
        counts.clear();
        if (known.restatedAt() != MinuteProgress.NEVER) {
            changed.clear();
        }
        progress.clear();
    }

    private void add(String page, PageViews views) throws Exception {
        PageViews before = counts.get(page);
        counts.put(page, before == null ? views.renamed(page) : before.plus(views));
    }

    private @Nullable MinuteProgress converted(MinuteKey key) throws Exception {
        Iterable<PageViews> views = replacedViews.get();
        if (!views.iterator().hasNext()) {
            return null;
        }
        Set<String> kept = new HashSet<>();
        replacedKeptPages.get().forEach(kept::add);
        Set<String> pages = new HashSet<>();
        for (PageViews each : views) {
            String page = kept.isEmpty() || kept.contains(each.page()) ? each.page() : MinuteRule.OTHER;
            pages.add(page);
            add(page, each);
        }
        pages.remove(MinuteRule.OTHER);
        MinuteProgress result = replacedClosed.value() == null
                ? MinuteProgress.OPEN
                : MinuteProgress.closed(pages.size(), MinuteRetention.afterClose(key.minute()));
        replacedViews.clear();
        replacedKeptPages.clear();
        replacedClosed.clear();
        progress.update(result);
        return result;
    }
}
