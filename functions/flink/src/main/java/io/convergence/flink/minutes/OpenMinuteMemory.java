package io.convergence.flink.minutes;

import io.convergence.core.window.PageViews;
import io.convergence.core.window.minute.PageSums;
import io.convergence.flink.state.StateDescriptors;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.jspecify.annotations.Nullable;

/** Keyed states of the current open minute: one value while it is small, an entry for each page once it is large. */
final class OpenMinuteMemory {
    private final ValueState<PageSums> open;
    private final StoredPages stored;

    OpenMinuteMemory(RuntimeContext context) {
        open = context.getState(openDescriptor());
        stored = new StoredPages(context);
    }

    /** Views by page of a small minute. */
    static ValueStateDescriptor<PageSums> openDescriptor() {
        return StateDescriptors.value("open-pages", new PageSumsFormat());
    }

    /** A minute that is large or from a savepoint of an earlier release. */
    StoredPages stored() {
        return stored;
    }

    /** The sums of a small minute; null when there are none. Changes of them take effect with {@link #put}. */
    @Nullable
    PageSums small() throws Exception {
        return open.value();
    }

    /** Adds views to those of a small minute, which may become large. */
    void put(PageSums sums, List<PageViews> added) throws Exception {
        added.forEach(sums::add);
        if (sums.isSmall()) {
            open.update(sums);
        } else {
            open.clear();
            stored.take(sums);
        }
    }

    /** Removes a small minute. */
    void removeSmall() {
        open.clear();
    }
}
