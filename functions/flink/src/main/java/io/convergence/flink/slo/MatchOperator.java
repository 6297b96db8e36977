package io.convergence.flink.slo;

import io.convergence.core.slo.book.SloStart;
import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.definition.MinuteSchedule;
import io.convergence.core.slo.definition.SloUpdate;
import io.convergence.core.slo.match.EventKind;
import io.convergence.core.slo.match.EventMatching;
import io.convergence.core.slo.match.GroupPartial;
import io.convergence.core.slo.match.LateEvents;
import io.convergence.core.slo.match.MinuteCounts;
import io.convergence.core.slo.match.SliMatcher;
import io.convergence.flink.metrics.BundleCounters;
import io.convergence.flink.metrics.TenantCounters;
import io.convergence.flink.timer.FlushTimer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/**
 * Event counts by (budget, minute), formed before the shuffle: each event is matched with the objectives of its tenant.
 * Matching single events, not sums, keeps thresholds and selectors exact. Events that arrive after their minute was
 * evaluated have counts of their own, by the boundary from which they count; those that arrive after the allowed lateness
 * go to a side output.
 *
 * <p>Events are not in state: all counts are emitted before a checkpoint barrier, and before each watermark those that
 * belong to a boundary which it lets be evaluated.
 *
 * <p>State, the same in every subtask: {@code slo-definitions}, one entry per definition and edit of the last 100 days.
 * Watermarks come from the events only; definitions have no event time.
 *
 * @param <I> elements of the stream
 * @param <E> events
 */
public final class MatchOperator<I, E> extends AbstractStreamOperator<GroupPartial>
        implements TwoInputStreamOperator<I, SloUpdate, GroupPartial>, BoundedMultiInput {
    private static final long serialVersionUID = 1;

    /** Index of the input of events; the other one has definitions. */
    private static final int EVENTS = 0;

    private final EventExtractor<I, E> extractor;
    private final EventKind<E> kind;
    private final SloStart start;
    private final MatchSettings settings;
    private final OutputTag<LateEvents> late;
    private transient SloBookState definitions;
    private transient EventMatching<E> matching;
    private transient BudgetPartials bundles;
    private transient TenantCounters tooLate;
    private transient BundleCounters counters;
    private transient FlushTimer flushTimer;

    /**
     * A matching operator.
     *
     * @param start definitions that the job starts with; updates follow as second input
     * @param late side output of events after the allowed lateness
     */
    public MatchOperator(
            EventExtractor<I, E> extractor,
            EventKind<E> kind,
            SloStart start,
            MatchSettings settings,
            OutputTag<LateEvents> late) {
        this.extractor = extractor;
        this.kind = kind;
        this.start = start;
        this.settings = settings;
        this.late = late;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        definitions = SloBookState.open(start, context);
        matching = new EventMatching<>(kind, definitions.book());
    }

    @Override
    public void open() throws Exception {
        super.open();
        bundles = new BudgetPartials();
        counters = new BundleCounters(getMetricGroup());
        tooLate = new TenantCounters(getMetricGroup().addGroup("slo"), "late_events");
        flushTimer = new FlushTimer(getProcessingTimeService(), settings.flushIntervalMillis(), this::flush);
    }

    @Override
    public void processElement1(StreamRecord<I> element) {
        extractor.extract(element.getValue(), this::match);
    }

    private void match(E event, long watermark) {
        long minute = MinuteSchedule.floor(kind.time(event));
        matching.match(event, minute, (matcher, budget) -> count(event, matcher, budget, minute, watermark));
        if (bundles.size() >= settings.maxPartials()) {
            flush();
        }
    }

    @Override
    public void processElement2(StreamRecord<SloUpdate> element) throws Exception {
        SloUpdate update = element.getValue();
        if (definitions.apply(update)) {
            matching.changed(update.tenant());
        }
    }

    @Override
    public void processWatermark1(Watermark mark) throws Exception {
        long closed = settings.schedule().closedBefore(mark.getTimestamp());
        bundles.drainBefore(closed, this::emit);
        processWatermark(mark);
    }

    @Override
    public void processWatermark2(Watermark mark) {
        // Definitions have no event time.
    }

    /** The operator is idle when its events are; definitions are never idle. */
    @Override
    protected void processWatermarkStatus(WatermarkStatus status, int index) throws Exception {
        if (index == EVENTS) {
            processWatermarkStatus(status);
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        flush();
    }

    @Override
    public void endInput(int input) {
        flush();
    }

    private void count(E event, SliMatcher<E> matcher, GroupKey key, long minute, long watermark) {
        long generation = matcher.definition().generation();
        long passed = settings.schedule().lastPassed(key, watermark);
        long overdue = passed - (minute + MinuteSchedule.MINUTE_MILLIS);
        boolean isLate = passed != Long.MIN_VALUE && overdue >= 0;
        if (isLate && overdue >= settings.allowedLatenessMillis()) {
            setAside(event, matcher, key, minute);
            return;
        }
        long appliesAt = isLate ? passed + MinuteSchedule.MINUTE_MILLIS : GroupPartial.ON_TIME;
        counters.in();
        matcher.count(event, bundles.of(key, generation, minute, appliesAt));
        flushTimer.schedule();
    }

    private void setAside(E event, SliMatcher<E> matcher, GroupKey key, long minute) {
        tooLate.add(key.tenant(), 1);
        MinuteCounts alone = MinuteCounts.empty();
        matcher.count(event, alone);
        long good = alone.events().good() + alone.fallback().good();
        long bad = alone.events().bad() + alone.fallback().bad();
        output.collect(
                late, new StreamRecord<>(new LateEvents(key.tenant(), key.slo(), key.group(), minute, good, bad)));
    }

    private void flush() {
        bundles.drainBefore(Long.MAX_VALUE, this::emit);
    }

    private void emit(GroupPartial partial) {
        counters.out(1);
        output.collect(new StreamRecord<>(partial));
    }
}
