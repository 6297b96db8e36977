package io.convergence.jobs.topology;

import static io.convergence.jobs.topology.Uids.identify;

import io.convergence.core.ingest.DeadLetter;
import io.convergence.core.rum.Beacon;
import io.convergence.core.slo.book.SloStart;
import io.convergence.core.slo.definition.DefinitionRecord;
import io.convergence.core.slo.definition.InitialDefinitions;
import io.convergence.core.slo.definition.MinuteSchedule;
import io.convergence.core.slo.definition.SloUpdate;
import io.convergence.core.slo.match.EventKind;
import io.convergence.core.slo.match.GroupPartial;
import io.convergence.core.slo.match.LateEvents;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.verdict.VerdictRecord;
import io.convergence.flink.deduplicate.DeduplicateOperator;
import io.convergence.flink.deduplicate.Deduplication;
import io.convergence.flink.intake.Timed;
import io.convergence.flink.intake.ViewBatch;
import io.convergence.flink.slo.BatchedViews;
import io.convergence.flink.slo.DefinitionOperator;
import io.convergence.flink.slo.EventExtractor;
import io.convergence.flink.slo.MatchOperator;
import io.convergence.flink.slo.MatchSettings;
import io.convergence.flink.slo.TimedEvents;
import io.convergence.flink.slo.VerdictEvents;
import io.convergence.flink.slo.ViewBatchOperator;
import io.convergence.flink.state.FormatTypeInfo;
import io.convergence.flink.state.GroupPartialFormat;
import io.convergence.flink.state.ViewBatchFormat;
import io.convergence.jobs.settings.BudgetSettings;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * Graph of the SLO branch, from the intake to the sinks.
 *
 * <pre>
 * documents --> compile-definitions ------------------------+--> definitions, dead letters
 *                                                           | (broadcast)
 * views -------> batch-views -------> match-beacons <-------+
 * results --> deduplicate-results --> match-synthetic <-----+
 * verdicts -------------------------> match-verdicts <------+
 *                                           |               |
 *                                           +--by budget--> {@link BudgetTopology} --> snapshots, reports, signals
 * </pre>
 *
 * Definitions that exist before the job starts are passed to its operators directly, so that they apply to the first
 * event. The broadcast carries changes only.
 */
public final class SloTopology {
    private static final OutputTag<LateEvents> LATE = new OutputTag<>("slo-late", TypeInformation.of(LateEvents.class));
    private static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("definition-dead-letters", TypeInformation.of(DeadLetter.class));

    private final BudgetSettings settings;
    private final SloStart start;
    private final MinuteSchedule schedule;

    private SloTopology(BudgetSettings settings, SloStart start) {
        this.settings = settings;
        this.start = start;
        this.schedule = new MinuteSchedule(settings.staggerMillis());
    }

    /**
     * Definition inputs of the branch.
     *
     * @param records documents as they are published
     * @param initial documents that existed before the job started
     * @param start objectives that the initial documents define
     * @param letters factory of the dead letters of rejected documents
     */
    public record Definitions(
            DataStream<DefinitionRecord> records,
            InitialDefinitions initial,
            SloStart start,
            DefinitionOperator.DeadLetterFactory letters) {}

    /**
     * Adds the operators of the branch.
     *
     * @param verdicts the verdict of each key at each full minute
     */
    public static SloOutputs build(
            IntakeOutputs intake,
            DataStream<VerdictRecord> verdicts,
            Definitions definitions,
            BudgetSettings settings) {
        return new SloTopology(settings, definitions.start()).build(intake, verdicts, definitions);
    }

    private SloOutputs build(IntakeOutputs intake, DataStream<VerdictRecord> verdicts, Definitions definitions) {
        SingleOutputStreamOperator<SloUpdate> updates = identify(
                definitions
                        .records()
                        .transform(
                                "compile-definitions",
                                TypeInformation.of(SloUpdate.class),
                                new DefinitionOperator(
                                        definitions.initial(), start, definitions.letters(), DEAD_LETTERS))
                        .setParallelism(1),
                "compile-definitions");
        SingleOutputStreamOperator<GroupPartial> views =
                match(batches(intake.views()), updates, new BatchedViews(), EventKind.VIEWS, "match-beacons");
        SingleOutputStreamOperator<GroupPartial> results = match(
                deduplicated(intake.results()), updates, new TimedEvents<>(), EventKind.RESULTS, "match-synthetic");
        SingleOutputStreamOperator<GroupPartial> minutes =
                match(verdicts, updates, new VerdictEvents(), EventKind.VERDICTS, "match-verdicts");
        BudgetTopology.Outputs budgets =
                BudgetTopology.build(views.union(results, minutes), updates, start, schedule, settings);
        return new SloOutputs(
                budgets.snapshots(),
                budgets.reports(),
                budgets.signals(),
                updates,
                views.getSideOutput(LATE).union(results.getSideOutput(LATE)),
                updates.getSideOutput(DEAD_LETTERS));
    }

    /** The results without repetitions of an id within a window, which verdicts ignore as well. */
    private DataStream<Timed<SyntheticResult>> deduplicated(DataStream<Timed<SyntheticResult>> results) {
        Deduplication<SyntheticResult> deduplication = Deduplication.results(settings.windowMillis());
        return identify(
                results.keyBy(deduplication::keyOf, Types.STRING)
                        .transform(
                                "deduplicate-results", deduplication.type(), new DeduplicateOperator<>(deduplication)),
                "deduplicate-results");
    }

    private DataStream<ViewBatch> batches(DataStream<Timed<Beacon>> views) {
        return identify(
                views.transform(
                                "batch-views",
                                new FormatTypeInfo<>(new ViewBatchFormat()),
                                new ViewBatchOperator(settings.bundle().flushIntervalMillis()))
                        .setParallelism(views.getParallelism()),
                "batch-views");
    }

    private <I, E> SingleOutputStreamOperator<GroupPartial> match(
            DataStream<I> events,
            DataStream<SloUpdate> updates,
            EventExtractor<I, E> extractor,
            EventKind<E> kind,
            String uid) {
        MatchSettings matching = new MatchSettings(
                schedule,
                settings.rules().allowedLatenessMillis(),
                settings.bundle().maxPartials(),
                settings.bundle().flushIntervalMillis());
        return identify(
                events.connect(updates.broadcast())
                        .transform(
                                uid,
                                new FormatTypeInfo<>(new GroupPartialFormat()),
                                new MatchOperator<>(extractor, kind, start, matching, LATE))
                        .setParallelism(events.getParallelism()),
                uid);
    }
}
