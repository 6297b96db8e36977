package io.convergence.jobs.topology;

import static io.convergence.jobs.topology.Uids.identify;

import io.convergence.core.ingest.DeadLetter;
import io.convergence.core.rum.Beacon;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.flink.deduplicate.DeduplicateOperator;
import io.convergence.flink.deduplicate.Deduplication;
import io.convergence.flink.intake.Arrival;
import io.convergence.flink.intake.IntakeFunction;
import io.convergence.flink.intake.Timed;
import io.convergence.flink.state.FormatTypeInfo;
import io.convergence.flink.state.TimedBeaconFormat;
import io.convergence.flink.state.TimedResultFormat;
import io.convergence.jobs.settings.SourceSettings;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * Graph of the intake, which runs in the tasks of the sources and feeds every branch.
 *
 * <pre>
 * beacons ------> intake-beacons --(deduplicate-beacons)--> views
 * synthetic ----> intake-synthetic -----------------------> results
 *                       +--> dead letters (of both)
 * </pre>
 */
public final class IntakeTopology {
    private static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));

    private IntakeTopology() {}

    /** Adds the operators that separate values from dead letters. */
    public static IntakeOutputs build(
            DataStream<Arrival<Beacon>> beacons,
            DataStream<Arrival<SyntheticResult>> synthetic,
            SourceSettings settings) {
        SingleOutputStreamOperator<Timed<Beacon>> views =
                intake(beacons, settings, new FormatTypeInfo<>(new TimedBeaconFormat()), "intake-beacons");
        SingleOutputStreamOperator<Timed<SyntheticResult>> results =
                intake(synthetic, settings, new FormatTypeInfo<>(new TimedResultFormat()), "intake-synthetic");
        return new IntakeOutputs(
                deduplicated(views, settings),
                results,
                views.getSideOutput(DEAD_LETTERS).union(results.getSideOutput(DEAD_LETTERS)));
    }

    private static <T> SingleOutputStreamOperator<Timed<T>> intake(
            DataStream<Arrival<T>> arrivals, SourceSettings settings, TypeInformation<Timed<T>> type, String uid) {
        // In the task of the source, because the order of a partition determines the event time that each value
        // carries.
        return identify(
                arrivals.process(new IntakeFunction<>(settings.time().outOfOrdernessMillis(), DEAD_LETTERS), type)
                        .setParallelism(arrivals.getParallelism()),
                uid);
    }

    private static DataStream<Timed<Beacon>> deduplicated(DataStream<Timed<Beacon>> views, SourceSettings settings) {
        if (!settings.intake().deduplicateBeacons()) {
            return views;
        }
        Deduplication<Beacon> deduplication = Deduplication.beacons();
        return identify(
                views.keyBy(deduplication::keyOf, Types.STRING)
                        .transform(
                                "deduplicate-beacons", deduplication.type(), new DeduplicateOperator<>(deduplication)),
                "deduplicate-beacons");
    }
}
