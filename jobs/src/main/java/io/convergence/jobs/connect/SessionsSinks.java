package io.convergence.jobs.connect;

import io.convergence.core.codec.SignalCodec;
import io.convergence.core.convergence.Thresholds;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalUpdate;
import io.convergence.jobs.kafka.EncodeTopicRecords;
import io.convergence.jobs.kafka.KafkaConnectors;
import io.convergence.jobs.kafka.TopicEncoding;
import io.convergence.jobs.kafka.TopicRecord;
import io.convergence.jobs.postgres.PostgresSinks;
import io.convergence.jobs.settings.EventRetention;
import io.convergence.jobs.settings.KafkaSettings;
import io.convergence.jobs.settings.SessionsSettings;
import io.convergence.jobs.tables.ErasuresTable;
import io.convergence.jobs.tables.ErrorGroupsTable;
import io.convergence.jobs.tables.ErrorMinutesTable;
import io.convergence.jobs.tables.ErrorStacksTable;
import io.convergence.jobs.tables.MetricMinutesTable;
import io.convergence.jobs.tables.SegmentsTable;
import io.convergence.jobs.tables.SessionsTable;
import io.convergence.jobs.tables.SignalsTable;
import io.convergence.jobs.tables.TimelineTable;
import io.convergence.jobs.topology.Router;
import io.convergence.jobs.topology.SessionsOutputs;
import io.convergence.jobs.topology.Uids;
import java.time.Clock;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Sinks of the sessions job: one for each table, one for signals and one for dead letters.
 *
 * <pre>
 * sessions, timeline, segments, erasures, metric-minutes, error-groups, error-minutes, error-stacks
 *     --> batch-NAME --> write-NAME
 * signals --signals-only--> batch-signals --> write-signals
 * signals --> encode-signals --> publish-signals (Kafka)
 * dead letters --> encode-dead-letters --> publish (Kafka)
 * </pre>
 *
 * <p>Signals are written without transactions. The convergence job writes the same topics, and a transaction that this job
 * left open when it was killed would hide the signals of that job from readers of committed records until it times out.
 */
public final class SessionsSinks {
    private SessionsSinks() {}

    /**
     * Adds the sinks.
     *
     * @param clock the wall clock, for latency metrics
     */
    public static void attach(SessionsOutputs outputs, SessionsSettings settings, Clock clock) {
        int writers = Math.min(
                outputs.sessions().getExecutionEnvironment().getParallelism(),
                settings.sink().parallelism());
        EventRetention kept = settings.retention();
        PostgresSinks tables = new PostgresSinks(settings.postgres(), settings.sink(), kept, writers);
        // These rows come from the subtask that counts their session or minute.
        PostgresSinks inPlace = tables.inPlace();
        inPlace.write(outputs.sessions(), SessionsTable.table(), kept.sessionsDays(), "sessions");
        inPlace.write(outputs.timeline(), TimelineTable.table(), kept.timelineDays(), "timeline");
        tables.write(outputs.segments(), SegmentsTable.table(), kept.segmentsDays(), "segments");
        tables.write(outputs.erasures(), ErasuresTable.table(), "erasures");
        inPlace.write(outputs.metricMinutes(), MetricMinutesTable.table(), kept.metricMinutesDays(), "metric-minutes");
        tables.write(outputs.errorGroups(), ErrorGroupsTable.table(), "error-groups");
        tables.write(outputs.errorMinutes(), ErrorMinutesTable.table(), kept.errorMinutesDays(), "error-minutes");
        tables.write(outputs.errorStacks(), ErrorStacksTable.table(), "error-stacks");
        SignalCodec codec =
                new SignalCodec(Thresholds.DEFAULTS, settings.signals().links());
        tables.write(
                UpdateValues.of(outputs.signals(), SignalUpdate::signal, Signal.class, "signals-only"),
                SignalsTable.table(codec),
                "signals");
        publish(signals(outputs, settings, codec, clock), settings.kafka().atLeastOnce(), writers, "publish-signals");
        publish(deadLetters(outputs, settings, clock), settings.kafka(), writers, "publish");
    }

    private static void publish(DataStream<TopicRecord> records, KafkaSettings settings, int writers, String uid) {
        Uids.identify(
                Router.route(records, record -> record.route().hashCode())
                        .sinkTo(new KafkaConnectors(settings).sink())
                        .setParallelism(writers),
                uid);
    }

    private static DataStream<TopicRecord> signals(
            SessionsOutputs outputs, SessionsSettings settings, SignalCodec codec, Clock clock) {
        TopicEncoding<SignalUpdate> encoding = TopicEncoding.signals(
                settings.signals().events(), settings.signals().state(), codec);
        return Uids.identify(
                outputs.signals()
                        .process(new EncodeTopicRecords<>(encoding, clock), TypeInformation.of(TopicRecord.class)),
                "encode-signals");
    }

    private static DataStream<TopicRecord> deadLetters(
            SessionsOutputs outputs, SessionsSettings settings, Clock clock) {
        return Uids.identify(
                outputs.deadLetters()
                        .process(
                                new EncodeTopicRecords<>(TopicEncoding.deadLetters(settings.deadLetters()), clock),
                                TypeInformation.of(TopicRecord.class)),
                "encode-dead-letters");
    }
}
