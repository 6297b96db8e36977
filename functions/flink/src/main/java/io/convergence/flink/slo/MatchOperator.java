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
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Matches each event with the objectives of its tenant and adds up what they count, by budget and minute, before the
 * shuffle. Thresholds and selectors are exact because single events are looked at.
 *
 * <p>Of events it remembers nothing: what it holds is handed over before a barrier, and what a watermark lets be
 * evaluated before that watermark. An event that comes after its minute was evaluated goes on at once, stamped with the
 * boundary from which it counts; one that comes later than is restated goes to a side output.
 *
 * <p>State, the same in every subtask: {@code slo-definitions}, one entry for each definition and edit of the last 100 days.
 * Event time is that of the events; definitions do not hold it.
 *
 * @param <I> elements of the stream
 * @param <E> events
 */
public final class MatchOperator<I, E> extends AbstractStreamOperator<GroupPartial>
        implements TwoInputStreamOperator<I, SloUpdate, GroupPartial>, BoundedMultiInput, ProcessingTimeCallback {
    /** What came too late. */
    private final OutputTag<LateEvents> late;

    private final MatchIntake<I, E> intake;
    private final EventKind<E> kind;
    private final SloStart start;
    private final MatchSettings settings;
    private transient SloBookState definitions;
    private transient EventMatching<E> matching;
    private transient MinuteBundles bundles;
    private transient TenantCounters tooLate;
    private transient BundleCounters counters;
    private transient @Nullable ScheduledFuture<?> nextFlush;

    /** Matches events of a kind by the definitions a job starts with and those that follow. */
    public MatchOperator(
            MatchIntake<I, E> intake,
            EventKind<E> kind,
            SloStart start,
            MatchSettings settings,
            OutputTag<LateEvents> late) {
        this.intake = intake;
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
        bundles = new MinuteBundles();
        counters = new BundleCounters(getMetricGroup());
        tooLate = new TenantCounters(getMetricGroup().addGroup("slo"), "late_events");
        askForFlush();
    }

    @Override
    public void processElement1(StreamRecord<I> element) {
        E event = intake.event(element.getValue());
        if (event == null) {
            return;
        }
        String tenant = kind.tenant(event);
        long minute = MinuteSchedule.floor(kind.time(event));
        for (SliMatcher<E> matcher : matching.matchers(tenant, minute)) {
            String group = matcher.group(event);
            if (group != null) {
                count(event, matcher, new GroupKey(tenant, matcher.definition().name(), group), minute, element);
            }
        }
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

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        flush();
    }

    @Override
    public void endInput(int input) {
        flush();
    }

    @Override
    public void onProcessingTime(long timestamp) {
        flush();
        askForFlush();
    }

    @Override
    public void close() throws Exception {
        if (nextFlush != null) {
            nextFlush.cancel(false);
        }
        super.close();
    }

    private void count(E event, SliMatcher<E> matcher, GroupKey key, long minute, StreamRecord<I> element) {
        long generation = matcher.definition().generation();
        long passed = settings.schedule().lastPassed(key, intake.watermark(element.getValue()));
        long overdue = passed - (minute + MinuteSchedule.MINUTE_MILLIS);
        if (passed == Long.MIN_VALUE || overdue < 0) {
            counters.in();
            matcher.count(event, bundles.of(key, generation, minute));
            return;
        }
        MinuteCounts alone = MinuteCounts.empty();
        matcher.count(event, alone);
        if (overdue < settings.allowedLatenessMillis()) {
            long appliesAt = passed + MinuteSchedule.MINUTE_MILLIS;
            counters.in();
            emit(new GroupPartial(key, generation, minute, appliesAt, alone));
        } else {
            refuse(key, minute, alone);
        }
    }

    private void refuse(GroupKey key, long minute, MinuteCounts alone) {
        tooLate.add(key.tenant(), 1);
        long good = alone.events().good() + alone.fallback().good();
        long bad = alone.events().bad() + alone.fallback().bad();
        output.collect(
                late, new StreamRecord<>(new LateEvents(key.tenant(), key.slo(), key.group(), minute, good, bad)));
    }

    private void askForFlush() {
        nextFlush = getProcessingTimeService()
                .registerTimer(
                        getProcessingTimeService().getCurrentProcessingTime() + settings.flushIntervalMillis(), this);
    }

    private void flush() {
        bundles.drainBefore(Long.MAX_VALUE, this::emit);
    }

    private void emit(GroupPartial partial) {
        counters.out(1);
        output.collect(new StreamRecord<>(partial));
    }
}
