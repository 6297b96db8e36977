package io.convergence.jobs.connect;

import io.convergence.core.convergence.VerdictRecord;
import io.convergence.core.convergence.VerdictUpdate;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.window.PageMinute;
import io.convergence.jobs.codec.SignalCodec;
import io.convergence.jobs.settings.Branch;
import io.convergence.jobs.settings.ConvergenceSettings;
import io.convergence.jobs.settings.TopicSettings;
import io.convergence.jobs.topology.ConvergenceOutputs;
import io.convergence.jobs.topology.Uids;
import java.io.Serializable;
import java.time.Clock;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.jspecify.annotations.Nullable;

/**
 * The outputs of the convergence job.
 *
 * <pre>
 * verdicts, signals, late, dead letters --------------encode--> (union) --by topic and key--> publish (Kafka)
 * verdicts --verdicts-only--+------> batch-verdicts --------------------------------> write-verdicts
 *                           +--changes-only--> batch-transitions --partition-transitions--> write-transitions
 * page minutes --------------------> batch-page-minutes --partition-page-minutes----> write-page-minutes
 * signals --signals-only-----------> batch-signals ---------------------------------> write-signals
 * </pre>
 *
 * One sink writes all topics, so that a verdict and its signals become visible in one transaction.
 */
public final class ConvergenceSinks {
    private final ConvergenceSettings settings;
    private final SignalCodec codec;
    private final Clock clock;

    private ConvergenceSinks(ConvergenceSettings settings, Clock clock) {
        this.settings = settings;
        this.codec = new SignalCodec(settings.thresholds(), settings.links());
        this.clock = clock;
    }

    /**
     * Adds the sinks of the branches that publish. Dead letters are always published.
     *
     * @param clock the wall clock, told by {@code emitted_at} only
     */
    public static void attach(ConvergenceOutputs outputs, ConvergenceSettings settings, Clock clock) {
        ConvergenceSinks sinks = new ConvergenceSinks(settings, clock);
        sinks.publish(outputs);
        if (settings.publishes(Branch.CONVERGENCE)) {
            sinks.store(outputs);
        }
    }

    private void publish(ConvergenceOutputs outputs) {
        TopicSettings topics = settings.topics();
        DataStream<TopicRecord> records =
                encode(outputs.deadLetters(), TopicEncoding.deadLetters(topics.deadLetters()), "encode-dead-letters");
        if (settings.publishes(Branch.CONVERGENCE)) {
            records = records.union(
                    encode(outputs.verdicts(), TopicEncoding.verdicts(topics.verdicts()), "encode-verdicts"),
                    encode(
                            outputs.signals(),
                            TopicEncoding.signals(topics.signalEvents(), topics.signalState(), codec),
                            "encode-signals"),
                    encode(
                            outputs.lateBeacons(),
                            TopicEncoding.lateBeacons(topics.lateBeacons()),
                            "encode-late-beacons"),
                    encode(
                            outputs.lateSynthetic(),
                            TopicEncoding.lateSynthetic(topics.lateSynthetic()),
                            "encode-late-synthetic"));
        }
        Uids.identify(
                Router.route(records, TopicRecord::route)
                        .sinkTo(new KafkaClients(settings.kafka()).sink())
                        .setParallelism(writers(records)),
                "publish");
    }

    private void store(ConvergenceOutputs outputs) {
        PostgresSinks tables = new PostgresSinks(settings.postgres(), settings.sink(), writers(outputs.verdicts()));

        DataStream<VerdictRecord> verdictRecords =
                carried(outputs.verdicts(), VerdictUpdate::verdict, VerdictRecord.class, "verdicts-only");
        Table<VerdictRecord> verdicts = VerdictsTable.table();
        tables.write(tables.batches(verdictRecords, verdicts, "batch-verdicts"), verdicts, "write-verdicts");

        Table<VerdictRecord> transitions = TransitionsTable.table();
        DataStream<VerdictRecord> changes =
                Uids.identify(verdictRecords.filter(VerdictRecord::changed), "changes-only");
        tables.write(
                tables.partitioned(
                        tables.batches(changes, transitions, "batch-transitions"),
                        transitions,
                        settings.retention().transitionsDays(),
                        "partition-transitions"),
                transitions,
                "write-transitions");

        Table<PageMinute> minutes = MinutesTable.table();
        tables.write(
                tables.partitioned(
                        tables.batches(outputs.pageMinutes(), minutes, "batch-page-minutes"),
                        minutes,
                        settings.retention().rumMinutesDays(),
                        "partition-page-minutes"),
                minutes,
                "write-page-minutes");

        DataStream<Signal> said = carried(outputs.signals(), SignalUpdate::signal, Signal.class, "signals-only");
        Table<Signal> signals = SignalsTable.table(codec);
        tables.write(tables.batches(said, signals, "batch-signals"), signals, "write-signals");
    }

    /** What an update carries, or null at an end. */
    private interface Carried<U, T> extends Serializable {
        @Nullable
        T of(U update);
    }

    /** What updates carry, without the ends: rows are replaced or dropped with their day, never deleted. */
    private static <U, T> DataStream<T> carried(
            DataStream<U> updates, Carried<U, T> carried, Class<T> type, String uid) {
        return Uids.identify(
                updates.flatMap(
                        (update, out) -> {
                            T value = carried.of(update);
                            if (value != null) {
                                out.collect(value);
                            }
                        },
                        TypeInformation.of(type)),
                uid);
    }

    private <T> DataStream<TopicRecord> encode(DataStream<T> stream, TopicEncoding<T> encoding, String uid) {
        return Uids.identify(
                stream.process(new EncodeTopicRecords<>(encoding, clock), TypeInformation.of(TopicRecord.class)), uid);
    }

    private int writers(DataStream<?> stream) {
        return Math.min(
                stream.getExecutionEnvironment().getParallelism(),
                settings.sink().parallelism());
    }
}
