package io.convergence.bench.slo;

import static io.convergence.jobs.topology.Uids.identify;

import io.convergence.core.ingest.DeadLetter;
import io.convergence.core.rum.Beacon;
import io.convergence.core.slo.book.SloStart;
import io.convergence.core.slo.definition.DefinitionRecord;
import io.convergence.core.slo.definition.InitialDefinitions;
import io.convergence.core.verdict.VerdictRecord;
import io.convergence.flink.intake.Timed;
import io.convergence.flink.state.FormatTypeInfo;
import io.convergence.flink.state.TimedBeaconFormat;
import io.convergence.flink.state.TimedResultFormat;
import io.convergence.jobs.JobEnvironment;
import io.convergence.jobs.kafka.DefinitionDeadLetters;
import io.convergence.jobs.settings.ConvergenceSettings;
import io.convergence.jobs.topology.ConvergenceOutputs;
import io.convergence.jobs.topology.ConvergenceTopology;
import io.convergence.jobs.topology.IntakeOutputs;
import io.convergence.jobs.topology.SloOutputs;
import io.convergence.jobs.topology.SloTopology;
import java.time.Duration;
import java.util.Objects;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The SLO branch of the job between generated views and sinks that count and discard.
 *
 * <pre>
 * numbers --> views --> SloTopology --+--> count-snapshots --> discard-snapshots
 *                                     +--> count-signals ----> discard-signals
 *                                     +--> count-reports ----> discard-reports
 * </pre>
 */
final class SloPipeline {
    /** Maximum lead of one source over another in event time; partitions of a live topic do not drift apart either. */
    private static final Duration DRIFT = Duration.ofSeconds(5);

    private final StreamExecutionEnvironment environment;

    /** Creates a pipeline in an environment. */
    SloPipeline(StreamExecutionEnvironment environment) {
        this.environment = environment;
    }

    /** Builds the pipeline. */
    SloOutputs build(Traffic traffic, SloStart start, ConvergenceSettings settings) {
        return build(
                intake(traffic, 0), empty(TypeInformation.of(VerdictRecord.class), "no-verdicts"), start, settings);
    }

    /** Builds the pipeline for views that enter at a rate per second of the wall clock. */
    SloOutputs buildPaced(Traffic traffic, int pace, SloStart start, ConvergenceSettings settings) {
        return build(
                intake(traffic, pace), empty(TypeInformation.of(VerdictRecord.class), "no-verdicts"), start, settings);
    }

    /**
     * Builds the pipeline with the convergence branch before it; both read the same views.
     *
     * @param pace views per second of the wall clock at most; 0 for no limit
     */
    SloOutputs buildBoth(Traffic traffic, int pace, SloStart start, ConvergenceSettings settings) {
        IntakeOutputs intake = intake(traffic, pace);
        ConvergenceOutputs verdicts = ConvergenceTopology.build(intake, settings.forVerdicts());
        identify(verdicts.signals().sinkTo(new DiscardingSink<>()), "discard-impact");
        identify(Objects.requireNonNull(verdicts.pageMinutes()).sinkTo(new DiscardingSink<>()), "discard-minutes");
        identify(verdicts.lateBeacons().sinkTo(new DiscardingSink<>()), "discard-late");
        return build(intake, verdicts.minutes(), start, settings);
    }

    private IntakeOutputs intake(Traffic traffic, int viewsPerSecond) {
        DataStream<Timed<Beacon>> views = views(traffic, viewsPerSecond);
        return new IntakeOutputs(
                views,
                none(views, new FormatTypeInfo<>(new TimedResultFormat()), "no-results"),
                none(views, TypeInformation.of(DeadLetter.class), "no-letters"));
    }

    private SloOutputs build(
            IntakeOutputs intake, DataStream<VerdictRecord> verdicts, SloStart start, ConvergenceSettings settings) {
        JobEnvironment.secure(environment);
        SloOutputs outputs = SloTopology.build(
                intake,
                verdicts,
                new SloTopology.Definitions(
                        empty(TypeInformation.of(DefinitionRecord.class), "no-documents"),
                        InitialDefinitions.NONE,
                        start,
                        DefinitionDeadLetters.of(settings.forSources())),
                settings.forBudgets());
        count(outputs.snapshots(), Counts::snapshot, "snapshots");
        count(outputs.signals(), signal -> Counts.signal(), "signals");
        count(outputs.reports(), report -> Counts.report(), "reports");
        return outputs;
    }

    private DataStream<Timed<Beacon>> views(Traffic traffic, int viewsPerSecond) {
        Pace pace = new Pace((double) viewsPerSecond / traffic.sources());
        WatermarkStrategy<Long> marks = WatermarkStrategy.<Long>forGenerator(context -> new TrafficWatermarks(traffic))
                .withTimestampAssigner((number, before) -> traffic.time(number));
        WatermarkStrategy<Long> aligned =
                traffic.sources() == 1 ? marks : marks.withWatermarkAlignment("views", DRIFT, Duration.ofMillis(100));
        DataStream<Long> numbers = identify(
                environment
                        .fromSource(new NumberSequenceSource(0, traffic.events() - 1), aligned, "numbers")
                        .setParallelism(traffic.sources()),
                "numbers");
        return identify(
                numbers.map(
                                number -> {
                                    pace.await();
                                    Counts.event();
                                    RowLags.view(traffic.time(number));
                                    return traffic.view(number);
                                },
                                new FormatTypeInfo<>(new TimedBeaconFormat()))
                        .setParallelism(traffic.sources()),
                "views");
    }

    /**
     * A stream without elements that has the event time of the views. A source of its own would hold event time back until
     * it ends, and an input that ends before it would be evaluated at no boundary.
     */
    private static <T> DataStream<T> none(DataStream<Timed<Beacon>> views, TypeInformation<T> type, String uid) {
        return identify(views.<T>flatMap((each, out) -> {}).returns(type).setParallelism(views.getParallelism()), uid);
    }

    private <T> DataStream<T> empty(TypeInformation<T> type, String uid) {
        DataStream<Long> number = identify(
                environment
                        .fromSource(new NumberSequenceSource(0, 0), WatermarkStrategy.noWatermarks(), uid + "-number")
                        .setParallelism(1),
                uid + "-number");
        return identify(number.<T>flatMap((each, out) -> {}).returns(type).setParallelism(1), uid);
    }

    private interface Counted<T> extends java.io.Serializable {
        void take(T element);
    }

    private static <T> void count(DataStream<T> stream, Counted<T> counted, String what) {
        DataStream<T> seen = identify(
                stream.map(
                        element -> {
                            counted.take(element);
                            return element;
                        },
                        stream.getType()),
                "count-" + what);
        identify(seen.sinkTo(new DiscardingSink<>()), "discard-" + what);
    }
}
