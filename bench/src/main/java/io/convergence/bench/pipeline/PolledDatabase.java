package io.convergence.bench.pipeline;

import io.convergence.core.convergence.Thresholds;
import io.convergence.core.ingest.Decoded;
import io.convergence.core.rum.Beacon;
import io.convergence.core.rum.BeaconDecoder;
import io.convergence.core.window.WindowSpec;
import io.convergence.launcher.system.LocalTopics;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * Verdicts without a stream engine: views are copied into a table, and at every boundary of event time a statement counts the
 * last window of every host and stores the verdicts that changed. Check results are left out. For use by one thread.
 */
final class PolledDatabase {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int COPY_CHARACTERS = 1 << 20;
    private static final WindowSpec WINDOW = WindowSpec.DEFAULTS;

    private static final String CREATE = """
            DROP TABLE IF EXISTS polled_views, polled_verdicts;
            CREATE UNLOGGED TABLE polled_views (
                tenant text, app text, host text, received_at bigint, error boolean, lcp_ms float8);
            CREATE INDEX ON polled_views (received_at);
            CREATE TABLE polled_verdicts (
                tenant text, app text, host text, degraded boolean, since bigint, PRIMARY KEY (tenant, app, host));
            """;

    private static final String JUDGE = """
            INSERT INTO polled_verdicts AS known
            SELECT tenant, app, host,
                count(*) >= ? AND (count(*) FILTER (WHERE error) * ? >= count(*) * ?
                    OR percentile_disc(0.75) WITHIN GROUP (ORDER BY lcp_ms) >= ?),
                ?
            FROM polled_views WHERE received_at >= ? AND received_at < ?
            GROUP BY tenant, app, host
            ON CONFLICT (tenant, app, host) DO UPDATE SET degraded = excluded.degraded, since = excluded.since
                WHERE known.degraded <> excluded.degraded
            """;

    private final Connection connection;
    private final BeaconDecoder decoder = new BeaconDecoder();
    private final StringBuilder rows = new StringBuilder();
    private final Map<Integer, Long> times = new HashMap<>();
    private final AtomicLong read = new AtomicLong();
    private long boundary = PipelineTraffic.START + WINDOW.slideMillis();

    private PolledDatabase(Connection connection) {
        this.connection = connection;
    }

    /** Measures in a thread of its own. */
    static Measured run(PipelineOptions options) throws SQLException, InterruptedException {
        try (Connection connection =
                DriverManager.getConnection(options.database(), DatabaseForPipeline.USER, "")) {
            PolledDatabase database = new PolledDatabase(connection);
            database.create();
            AtomicBoolean over = new AtomicBoolean();
            Thread reader = new Thread(() -> database.read(options, over), "read");
            reader.start();
            Measured measured = new Stopwatch(options.records(), options.limit().toNanos())
                    .run(database.read::get, () -> true, () -> !reader.isAlive() && !over.get());
            over.set(true);
            reader.join();
            database.drop();
            return measured;
        }
    }

    private void create() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(CREATE);
        }
    }

    private void drop() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE polled_views, polled_verdicts");
        }
    }

    private void read(PipelineOptions options, AtomicBoolean over) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", options.broker(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(LocalTopics.BEACONS).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            while (read.get() < options.records() && !over.get()) {
                int count = 0;
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    add(record);
                    count++;
                }
                copy();
                judge(partitions.size());
                read.addAndGet(count);
            }
            over.set(true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(ConsumerRecord<byte[], byte[]> record) throws SQLException {
        times.put(record.partition(), record.timestamp());
        Beacon view = decoded(record.value());
        if (view != null) {
            rows.append(view.tenant()).append('\t').append(view.app()).append('\t').append(view.host()).append('\t');
            rows.append(view.receivedAt()).append('\t').append(view.isErrorView()).append('\t');
            rows.append(view.vitals().lcpMillis() == null ? "\\N" : view.vitals().lcpMillis()).append('\n');
        }
        if (rows.length() > COPY_CHARACTERS) {
            copy();
        }
    }

    private @Nullable Beacon decoded(byte[] value) {
        return decoder.decode(value) instanceof Decoded.Accepted<Beacon> accepted ? accepted.value() : null;
    }

    private void copy() throws SQLException {
        if (rows.length() == 0) {
            return;
        }
        try {
            new CopyManager(connection.unwrap(BaseConnection.class))
                    .copyIn("COPY polled_views FROM STDIN", new StringReader(rows.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rows.setLength(0);
    }

    /** Evaluates the boundaries that every partition has passed. */
    private void judge(int partitions) throws SQLException {
        long passed = times.size() < partitions
                ? Long.MIN_VALUE
                : times.values().stream().mapToLong(Long::longValue).min().orElse(Long.MIN_VALUE);
        while (boundary <= passed) {
            evaluate();
            boundary += WINDOW.slideMillis();
        }
    }

    private void evaluate() throws SQLException {
        Thresholds thresholds = Thresholds.DEFAULTS;
        try (PreparedStatement statement = connection.prepareStatement(JUDGE)) {
            statement.setLong(1, thresholds.minViews());
            statement.setLong(2, thresholds.errorRate().denominator());
            statement.setLong(3, thresholds.errorRate().numerator());
            statement.setDouble(4, thresholds.lcpP75Millis());
            statement.setLong(5, boundary);
            statement.setLong(6, boundary - WINDOW.sizeMillis());
            statement.setLong(7, boundary);
            statement.executeUpdate();
        }
    }
}
