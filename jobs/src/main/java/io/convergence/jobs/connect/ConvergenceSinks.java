package io.convergence.jobs.connect;

import io.convergence.core.codec.SignalCodec;
import io.convergence.core.ingest.DeadLetter;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.verdict.VerdictRecord;
import io.convergence.core.verdict.VerdictUpdate;
import io.convergence.core.window.PageMinute;
import io.convergence.jobs.kafka.EncodeSignals;
import io.convergence.jobs.kafka.EncodeTopicRecords;
import io.convergence.jobs.kafka.KafkaConnectors;
import io.convergence.jobs.kafka.TopicEncoding;
import io.convergence.jobs.kafka.TopicRecord;
import io.convergence.jobs.postgres.PostgresSinks;
import io.convergence.jobs.replay.ReplayEnd;
import io.convergence.jobs.settings.Branch;
import io.convergence.jobs.settings.ConvergenceSettings;
import io.convergence.jobs.settings.Delivery;
import io.convergence.jobs.settings.RetentionSettings;
import io.convergence.jobs.settings.TopicSettings;
import io.convergence.jobs.tables.IncidentsTable;
import io.convergence.jobs.tables.JudgedMinutesTable;
import io.convergence.jobs.tables.MinutesTable;
import io.convergence.jobs.tables.SignalsTable;
import io.convergence.jobs.tables.TransitionsTable;
import io.convergence.jobs.tables.VerdictsTable;
import io.convergence.jobs.topology.ConvergenceOutputs;
import io.convergence.jobs.topology.IntakeOutputs;
import io.convergence.jobs.topology.Router;
import io.convergence.jobs.topology.SloOutputs;
import io.convergence.jobs.topology.Uids;
import java.time.Clock;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.jspecify.annotations.Nullable;

/**
 * Sinks of the convergence job, except for the tables of the SLO branch, which are in {@link SloSinks}.
 *
 * <pre>
 * verdicts, signals, late, dead letters --------------encode--> (union) --by subject or key--> publish (Kafka)
 * verdicts --verdicts-only--+-----------------> batch-verdicts -----> write-verdicts
 *                           +--changes-only---> batch-transitions --> write-transitions
 * minutes ------------------------------------> batch-minutes ------> write-minutes (with store.minutes)
 * incidents ----------------------------------> batch-incidents ----> write-incidents
 * page minutes -------------------------------> batch-page-minutes -> write-page-minutes (unless store.rum-minutes is none)
 * signals -(mark-replayed)-+--signals-only----> batch-signals ------> write-signals
 * </pre>
 *
 * One sink writes all topics, and one of its subtasks all records of a subject, so that a change of a verdict and its
 * signals are in one transaction.
 */
public final class ConvergenceSinks {
    private final ConvergenceSettings settings;
    private final SignalCodec codec;
    private final Clock clock;

    private ConvergenceSinks(ConvergenceSettings settings, Clock clock) {
        this.settings = settings;
        codec = new SignalCodec(settings.thresholds(), settings.links());
        this.clock = clock;
    }

    /**
     * Adds the sinks of the published branches. Dead letters are always published.
     *
     * @param slo streams of the SLO branch, or null when it is not published
     * @param clock the wall clock, for {@code emitted_at} and for latency metrics
     */
    public static void attach(
            IntakeOutputs intake,
            ConvergenceOutputs outputs,
            @Nullable SloOutputs slo,
            ConvergenceSettings settings,
            Clock clock) {
        ConvergenceSinks sinks = new ConvergenceSinks(settings, clock);
        DataStream<SignalUpdate> signals = sinks.signals(outputs, slo);
        sinks.publish(intake, outputs, slo, signals);
        sinks.storeSignals(signals);
        if (settings.publishes(Branch.CONVERGENCE)) {
            sinks.store(outputs);
        }
        if (slo != null) {
            SloSinks.attach(slo, settings.forTables());
        }
        if (settings.replay() != null) {
            ReplayEnd.attach(outputs, slo, settings.postgres());
        }
    }

    /** The signals of the published branches. */
    private DataStream<SignalUpdate> signals(ConvergenceOutputs outputs, @Nullable SloOutputs slo) {
        DataStream<SignalUpdate> signals = slo == null ? outputs.signals() : slo.signals();
        if (slo != null && settings.publishes(Branch.CONVERGENCE)) {
            signals = outputs.signals().union(slo.signals());
        }
        return settings.replay() == null
                ? signals
                : Uids.identify(
                        signals.map(SignalUpdate::replayed, TypeInformation.of(SignalUpdate.class)), "mark-replayed");
    }

    private void publish(
            IntakeOutputs intake,
            ConvergenceOutputs outputs,
            @Nullable SloOutputs slo,
            DataStream<SignalUpdate> signals) {
        TopicSettings topics = settings.ownTopics();
        DataStream<DeadLetter> deadLetters =
                slo == null ? intake.deadLetters() : intake.deadLetters().union(slo.deadLetters());
        DataStream<TopicRecord> records = encode(
                        deadLetters, TopicEncoding.deadLetters(topics.deadLetters()), "encode-dead-letters")
                .union(encodeSignals(signals));
        if (slo != null) {
            records = records.union(encode(slo.late(), TopicEncoding.lateEvents(topics.lateSlo()), "encode-late-slo"));
        }
        if (settings.publishes(Branch.CONVERGENCE)) {
            records = records.union(
                    encode(outputs.verdicts(), TopicEncoding.verdicts(topics.verdicts()), "encode-verdicts"),
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
                Router.route(records, record -> record.route().hashCode())
                        .sinkTo(new KafkaConnectors(settings.kafka()).sink())
                        .setParallelism(writers(records)),
                "publish");
    }

    private void store(ConvergenceOutputs outputs) {
        PostgresSinks tables = new PostgresSinks(settings.forTables(), writers(outputs.verdicts()));
        DataStream<VerdictRecord> verdictRecords =
                UpdateValues.of(outputs.verdicts(), VerdictUpdate::verdict, VerdictRecord.class, "verdicts-only");
        tables.write(verdictRecords, VerdictsTable.table(), "verdicts");
        RetentionSettings kept = settings.retention();
        DataStream<VerdictRecord> changes =
                Uids.identify(verdictRecords.filter(VerdictRecord::changed), "changes-only");
        tables.write(changes, TransitionsTable.table(), kept.transitionsDays(), "transitions");
        if (settings.storesMinutes()) {
            tables.write(outputs.minutes(), JudgedMinutesTable.table(), kept.minutesDays(), "minutes");
        }
        tables.write(outputs.incidents(), IncidentsTable.table(), "incidents");
        DataStream<PageMinute> pageMinutes = outputs.pageMinutes();
        if (pageMinutes != null) {
            tables.write(pageMinutes, MinutesTable.table(), kept.rumMinutesDays(), "page-minutes");
        }
    }

    private void storeSignals(DataStream<SignalUpdate> signals) {
        PostgresSinks tables = new PostgresSinks(settings.forTables(), writers(signals));
        DataStream<Signal> records = UpdateValues.of(signals, SignalUpdate::signal, Signal.class, "signals-only");
        tables.write(records, SignalsTable.table(codec), "signals");
    }

    private <T> DataStream<TopicRecord> encode(DataStream<T> stream, TopicEncoding<T> encoding, String uid) {
        return Uids.identify(
                stream.process(new EncodeTopicRecords<>(encoding, clock), TypeInformation.of(TopicRecord.class)), uid);
    }

    private DataStream<TopicRecord> encodeSignals(DataStream<SignalUpdate> signals) {
        TopicEncoding<SignalUpdate> encoding = TopicEncoding.signals(
                settings.ownTopics().signalEvents(), settings.ownTopics().signalState(), codec);
        boolean transactional = settings.kafka().delivery() == Delivery.EXACTLY_ONCE;
        return Uids.identify(
                signals.process(
                        new EncodeSignals(encoding, transactional, clock), TypeInformation.of(TopicRecord.class)),
                "encode-signals");
    }

    private int writers(DataStream<?> stream) {
        return Math.min(
                stream.getExecutionEnvironment().getParallelism(),
                settings.sink().parallelism());
    }
}
