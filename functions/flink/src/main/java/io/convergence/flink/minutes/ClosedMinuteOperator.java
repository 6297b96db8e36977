package io.convergence.flink.minutes;

import io.convergence.core.window.MinuteRule;
import io.convergence.core.window.PageMinute;
import io.convergence.core.window.PageViews;
import io.convergence.core.window.minute.AppHostKey;
import io.convergence.core.window.minute.LateCorrection;
import io.convergence.core.window.minute.MinuteBlocks;
import io.convergence.core.window.minute.MinuteUpdate;
import io.convergence.core.window.minute.PageSums;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.function.BiConsumerWithException;

/**
 * Rows of page views of closed minutes of an app on a host. For views that arrive late the rows of their pages are emitted
 * again with the higher counts: at once, unless that has been done at the present watermark, and then at the next.
 *
 * <p>A minute is forgotten one hour after its close, or after its latest late views. Views that arrive after that make rows
 * without those before, and the table keeps the one with more views.
 *
 * <p>State per app on a host: {@code minute-blocks}, a value for each {@link MinuteBlocks block} of 15 minutes with the rows
 * of its minutes, and a value for each minute with more than 40 rows and bins of vitals; for those with more than 4,096
 * {@code closed-row-names} and {@code closed-rows}, an entry for each row, at most the bound and the one of all others. A
 * block is cleared when its last minute is forgotten.
 * Timers have the start of their block or minute as namespace. Metrics in the scope {@code minutes}: {@code closed} minutes,
 * {@code corrections} of closed minutes, {@code rows}.
 */
public final class ClosedMinuteOperator extends AbstractStreamOperator<PageMinute>
        implements OneInputStreamOperator<MinuteUpdate, PageMinute> {
    private static final long serialVersionUID = 1;

    private final MinuteRule rule;
    private final LateCorrection correction;
    private transient ClosedMinuteMemory memory;
    private transient InternalTimerService<Long> restatements;
    private transient InternalTimerService<Long> expiries;
    private transient RowOutput rows;

    /** The watermark at which timers run as well: those of one service run before the other one has its watermark. */
    private transient long watermark;

    /**
     * An operator that emits rows of closed minutes.
     *
     * @param rule which rows a minute has
     */
    public ClosedMinuteOperator(MinuteRule rule) {
        this.rule = rule;
        this.correction = new LateCorrection(rule);
    }

    @Override
    public void open() throws Exception {
        super.open();
        watermark = Long.MIN_VALUE;
        memory = new ClosedMinuteMemory(getRuntimeContext());
        restatements = timers("restatements", this::restate);
        expiries = timers("expiries", this::expire);
        rows = new RowOutput(
                rule, getMetricGroup().addGroup("minutes"), row -> output.collect(new StreamRecord<>(row)));
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        watermark = mark.getTimestamp();
        super.processWatermark(mark);
    }

    @Override
    public void processElement(StreamRecord<MinuteUpdate> element) throws Exception {
        MinuteUpdate update = element.getValue();
        AppHostKey key = AppHostKey.of(update.key());
        long start = MinuteBlocks.startOf(key, update.key().minute());
        MinuteBlock block = memory.block(start);
        if (block == null) {
            block = new MinuteBlock();
            expiries.registerEventTimeTimer(start, MinuteBlocks.clearedAt(key, MinuteBlocks.expiresAt(start)));
        }
        forgetExpired(block);
        ClosedMinute known = block.get(update.key().minute());
        if (known == null) {
            ClosedMinute minute = new ClosedMinute(update.key().minute());
            begin(minute, update);
            memory.begin(block, minute);
        } else {
            correct(known, update);
        }
        memory.put(start, block);
    }

    /** Stores the rows of a minute without state. Emits them, except for those that were emitted before the savepoint. */
    private void begin(ClosedMinute minute, MinuteUpdate update) {
        boolean isLate = update.kind() == MinuteUpdate.Kind.LATE;
        List<PageViews> own = isLate ? rule.close(PageSums.of(update.pages()).values()) : update.pages();
        own.forEach(row -> minute.put(row, true));
        switch (update.kind()) {
            case CLOSED -> rows.emit(update.key(), own);
            case LATE -> {
                minute.late(watermark);
                rows.emit(update.key(), own);
            }
            case RESTORED -> minute.expiresAt(update.expiresAt());
            case RESTORED_CHANGED -> {
                minute.expiresAt(update.expiresAt());
                minute.restatedAt(watermark);
                rows.emitAgain(update.key(), own);
            }
        }
    }

    /** Adds views to a minute that has rows. */
    private void correct(ClosedMinute minute, MinuteUpdate late) throws Exception {
        boolean isAtOnce = minute.restatedAt() != watermark;
        SortedMap<String, PageViews> changed =
                memory.change(minute, rowsOfMinute -> correction.add(late.pages(), rowsOfMinute));
        minute.late(watermark);
        if (isAtOnce) {
            rows.emitAgain(late.key(), changed.values());
        } else {
            minute.changed().addAll(changed.keySet());
            restatements.registerEventTimeTimer(minute.start(), watermark + 1);
        }
    }

    private void restate(AppHostKey key, long start) throws Exception {
        long blockStart = MinuteBlocks.startOf(key, start);
        MinuteBlock block = memory.block(blockStart);
        ClosedMinute minute = block == null ? null : block.get(start);
        if (block != null && minute != null && !minute.changed().isEmpty()) {
            emitChanged(minute);
            minute.restatedAt(watermark);
            memory.put(blockStart, block);
        }
    }

    private void expire(AppHostKey key, long start) throws Exception {
        MinuteBlock block = memory.block(start);
        if (block == null) {
            return;
        }
        forgetExpired(block);
        if (block.minutes().isEmpty()) {
            memory.remove(start);
            return;
        }
        memory.put(start, block);
        expiries.registerEventTimeTimer(start, MinuteBlocks.clearedAt(key, block.lastExpiry()));
    }

    /** Removes the minutes of a block whose retention has ended, after what they have to emit. */
    private void forgetExpired(MinuteBlock block) throws Exception {
        for (Iterator<ClosedMinute> minutes = block.minutes().iterator(); minutes.hasNext(); ) {
            ClosedMinute minute = minutes.next();
            if (minute.expiresAt() <= watermark) {
                emitChanged(minute);
                memory.forget(minute);
                minutes.remove();
            }
        }
    }

    private void emitChanged(ClosedMinute minute) throws Exception {
        if (!minute.changed().isEmpty()) {
            AppHostKey key = (AppHostKey) getCurrentKey();
            rows.emitAgain(key.at(minute.start()), memory.rows(minute, minute.changed()));
            minute.changed().clear();
        }
    }

    /** Event-time timers that run an action with the key and the namespace. They do nothing at the end of the input. */
    private InternalTimerService<Long> timers(
            String name, BiConsumerWithException<AppHostKey, Long, Exception> action) {
        return getInternalTimerService(name, LongSerializer.INSTANCE, new Triggerable<AppHostKey, Long>() {
            @Override
            public void onEventTime(InternalTimer<AppHostKey, Long> timer) throws Exception {
                if (watermark != Long.MAX_VALUE) {
                    action.accept(timer.getKey(), timer.getNamespace());
                }
            }

            @Override
            public void onProcessingTime(InternalTimer<AppHostKey, Long> timer) {
                throw new IllegalStateException("there are no timers of processing time");
            }
        });
    }
}
