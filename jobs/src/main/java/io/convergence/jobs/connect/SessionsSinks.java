package io.convergence.jobs.connect;

import io.convergence.jobs.kafka.EncodeTopicRecords;
import io.convergence.jobs.kafka.KafkaConnectors;
import io.convergence.jobs.kafka.TopicEncoding;
import io.convergence.jobs.kafka.TopicRecord;
import io.convergence.jobs.postgres.PostgresSinks;
import io.convergence.jobs.settings.EventRetention;
import io.convergence.jobs.settings.SessionsSettings;
import io.convergence.jobs.tables.ErasuresTable;
import io.convergence.jobs.tables.ErrorGroupsTable;
import io.convergence.jobs.tables.ErrorMinutesTable;
import io.convergence.jobs.tables.ErrorStacksTable;
import io.convergence.jobs.tables.MetricMinutesTable;
import io.convergence.jobs.tables.SegmentsTable;
import io.convergence.jobs.tables.SessionsTable;
import io.convergence.jobs.tables.TimelineTable;
import io.convergence.jobs.topology.Router;
import io.convergence.jobs.topology.SessionsOutputs;
import io.convergence.jobs.topology.Uids;
import java.time.Clock;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Sinks of the sessions job: one for each table, and one for dead letters.
 *
 * <pre>
 * sessions, timeline, segments, erasures, metric-minutes, error-groups, error-minutes, error-stacks
 *     --> batch-NAME --> write-NAME
 * dead letters --> encode-dead-letters --> publish (Kafka)
 * </pre>
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
        tables.write(outputs.sessions(), SessionsTable.table(), kept.sessionsDays(), "sessions");
        tables.write(outputs.timeline(), TimelineTable.table(), kept.timelineDays(), "timeline");
        tables.write(outputs.segments(), SegmentsTable.table(), kept.segmentsDays(), "segments");
        tables.write(outputs.erasures(), ErasuresTable.table(), "erasures");
        tables.write(outputs.metricMinutes(), MetricMinutesTable.table(), kept.metricMinutesDays(), "metric-minutes");
        tables.write(outputs.errorGroups(), ErrorGroupsTable.table(), "error-groups");
        tables.write(outputs.errorMinutes(), ErrorMinutesTable.table(), kept.errorMinutesDays(), "error-minutes");
        tables.write(outputs.errorStacks(), ErrorStacksTable.table(), "error-stacks");
        DataStream<TopicRecord> records = Uids.identify(
                outputs.deadLetters()
                        .process(
                                new EncodeTopicRecords<>(TopicEncoding.deadLetters(settings.deadLetters()), clock),
                                TypeInformation.of(TopicRecord.class)),
                "encode-dead-letters");
        Uids.identify(
                Router.route(records, TopicRecord::route)
                        .sinkTo(new KafkaConnectors(settings.kafka()).sink())
                        .setParallelism(writers),
                "publish");
    }
}
