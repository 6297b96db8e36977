package io.convergence.bench.pipeline;

import io.convergence.jobs.JobEnvironment;
import io.convergence.jobs.settings.ConvergenceSettings;
import io.convergence.launcher.system.LocalTopics;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamStatementSet;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/**
 * The counts of views, errors and slow views of every host at every boundary by {@code HOP} of Flink SQL. Check results,
 * percentiles, signals and sinks are left out; they would make it slower.
 */
final class SqlWindows {
    private static final String SOURCE = """
            CREATE TABLE beacons (
                `tenant` STRING, `app` STRING, `host` STRING, `received_at` BIGINT,
                `errors` INT, `failed_requests` INT, `lcp_ms` DOUBLE, `heartbeat` BIGINT,
                `at` AS TO_TIMESTAMP_LTZ(COALESCE(`received_at`, `heartbeat`), 3),
                WATERMARK FOR `at` AS `at` - INTERVAL '%d' SECOND
            ) WITH (
                'connector' = 'kafka', 'topic' = '%s', 'properties.bootstrap.servers' = '%s',
                'scan.startup.mode' = 'earliest-offset', 'format' = 'json', 'scan.parallelism' = '%d')
            """;

    private static final String SINK = """
            CREATE TABLE verdicts (
                `tenant` STRING, `app` STRING, `host` STRING, `window_end` TIMESTAMP(3),
                `views` BIGINT, `error_views` BIGINT, `fast_views` BIGINT
            ) WITH ('connector' = 'blackhole')
            """;

    private static final String INSERT = """
            INSERT INTO verdicts
            SELECT `tenant`, `app`, `host`, `window_end`, COUNT(*),
                COUNT(*) FILTER (WHERE `errors` > 0 OR `failed_requests` > 0),
                COUNT(*) FILTER (WHERE `lcp_ms` < %s)
            FROM TABLE(HOP(TABLE beacons, DESCRIPTOR(`at`), INTERVAL '%d' SECOND(4), INTERVAL '%d' SECOND(4)))
            WHERE `tenant` IS NOT NULL
            GROUP BY `tenant`, `app`, `host`, `window_start`, `window_end`
            """;

    private SqlWindows() {}

    /** Adds the operators of the statement. */
    static void build(StreamExecutionEnvironment environment, ConvergenceSettings settings) {
        JobEnvironment.secure(environment);
        Configuration own = new Configuration();
        own.set(PipelineOptions.AUTO_GENERATE_UIDS, true);
        environment.configure(own);
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
        tables.executeSql(SOURCE.formatted(
                settings.time().outOfOrdernessMillis() / 1000,
                LocalTopics.BEACONS,
                settings.kafka().clients().get("bootstrap.servers"),
                environment.getParallelism()));
        tables.executeSql(SINK);
        StreamStatementSet statements = tables.createStatementSet();
        statements.addInsertSql(INSERT.formatted(
                settings.thresholds().lcpP75Millis(),
                settings.window().slideMillis() / 1000,
                settings.window().sizeMillis() / 1000));
        statements.attachAsDataStream();
    }
}
