package io.convergence.jobs.postgres;

import static io.convergence.jobs.postgres.Column.bytes;
import static io.convergence.jobs.postgres.Column.count;
import static io.convergence.jobs.postgres.Column.decimal;
import static io.convergence.jobs.postgres.Column.flag;
import static io.convergence.jobs.postgres.Column.instant;
import static io.convergence.jobs.postgres.Column.json;
import static io.convergence.jobs.postgres.Column.measure;
import static io.convergence.jobs.postgres.Column.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RowCopyTest {
    private static final Store STORE = Store.create();
    private static final Table<Sample> TABLE = new Table<>(
            "samples",
            List.of(count("id", Sample::id)),
            List.of(
                    text("text", Sample::text),
                    measure("measure", Sample::measure),
                    decimal("decimal", Sample::decimal),
                    flag("flag", Sample::flag),
                    instant("instant", Sample::instant),
                    bytes("bytes", Sample::bytes),
                    json("json", Sample::json)),
            ConflictRule.first(),
            null,
            true);

    private static Connection connection;

    private final RowCopy copy = new RowCopy(TABLE);

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Sample(
            long id,
            @Nullable String text,
            @Nullable Double measure,
            @Nullable BigDecimal decimal,
            @Nullable Boolean flag,
            @Nullable Long instant,
            byte @Nullable [] bytes,
            @Nullable String json) {

        static Sample of(long id) {
            return new Sample(id, "", null, null, null, null, null, null);
        }

        static Sample of(long id, @Nullable String text) {
            return new Sample(id, text, null, null, null, null, null, null);
        }
    }

    @BeforeAll
    static void open() throws SQLException {
        STORE.execute("CREATE TABLE samples (id bigint PRIMARY KEY, text text NOT NULL, measure double precision, "
                + "decimal numeric, flag boolean, instant timestamptz, bytes bytea, json jsonb)");
        connection = PostgresConnections.open(STORE.settings());
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        STORE.execute("TRUNCATE samples");
    }

    @Test
    void everyValueIsStoredAsTheUpsertStoresIt() throws SQLException {
        List<Row> rows = samples().map(TABLE::row).toList();
        STORE.write(TABLE, rows);
        List<String> upserted = STORE.query("SELECT s::text FROM samples AS s ORDER BY id");
        empty();

        assertThat(copy.write(connection, rows)).isTrue();

        assertThat(STORE.query("SELECT s::text FROM samples AS s ORDER BY id"))
                .hasSize(rows.size())
                .isEqualTo(upserted);
    }

    private static Stream<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        Random random = new Random(7);
        for (String text : List.of("", "a\tb\\N\n\r\"',{}", "\\.", "ä€😀", "NULL", " x ")) {
            samples.add(new Sample(
                    samples.size(),
                    text,
                    random.nextGaussian(),
                    BigDecimal.ZERO,
                    random.nextBoolean(),
                    random.nextLong(4_102_444_800_000L),
                    text.getBytes(StandardCharsets.UTF_16),
                    "{\"k\": \"ä\\\\n\", \"n\": [1, null, 2.50]}"));
        }
        for (double measure : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -0.0, Double.MIN_VALUE, 0.1}) {
            samples.add(
                    new Sample(samples.size(), "", measure, null, null, measure > 0 ? 1L : -1L, new byte[0], "null"));
        }
        for (String decimal :
                List.of("0.000", "-1", "10000", "1E+9", "0.00001", "-12345678.9012345", "1234.50", "9999.9999")) {
            samples.add(new Sample(samples.size(), "", null, new BigDecimal(decimal), true, 0L, null, null));
        }
        for (int i = 0; i < 500; i++) {
            BigDecimal decimal = new BigDecimal(new BigInteger(random.nextInt(120), random), random.nextInt(30) - 5);
            samples.add(new Sample(
                    samples.size(),
                    "",
                    null,
                    random.nextBoolean() ? decimal : decimal.negate(),
                    null,
                    null,
                    null,
                    null));
        }
        samples.add(Sample.of(samples.size()));
        return samples.stream();
    }

    @Test
    void ofRowsWithAKeyThatExistsNoneIsWrittenAndTheNextStatementsAreLeftToTheUpsert() throws SQLException {
        assertThat(write(1, 2)).isTrue();
        assertThat(write(3, 2, 4)).isFalse();
        assertThat(ids()).containsExactly("1", "2");
        assertThat(refusals(5)).isEqualTo(4);
        assertThat(ids()).containsExactly("1", "2", "5");

        // Without a success between them, refusals make longer pauses, up to 1,024 statements.
        assertThat(write(5)).isFalse();
        for (int pause = 4; pause < 4096; pause *= 2) {
            for (int i = 0; i < Math.min(pause, 1024); i++) {
                assertThat(write(6)).isFalse();
            }
            assertThat(write(5)).isFalse();
        }
        assertThat(ids()).containsExactly("1", "2", "5");
        assertThat(refusals(6)).isEqualTo(1024);
    }

    @Test
    void aValueThatTheDatabaseRefusesIsLeftToTheUpsertAndTheConnectionStaysOpen() throws SQLException {
        for (Sample refused : List.of(
                Sample.of(1, "x\0y"),
                Sample.of(1, null),
                new Sample(1, "", null, null, null, Long.MAX_VALUE, null, null),
                new Sample(1, "", null, null, null, null, null, "{"))) {
            RowCopy fresh = new RowCopy(TABLE);
            assertThat(fresh.write(connection, List.of(TABLE.row(Sample.of(0)), TABLE.row(refused))))
                    .isFalse();
        }
        assertThat(ids()).isEmpty();
        assertThat(write(7)).isTrue();
    }

    private boolean write(long... ids) throws SQLException {
        List<Row> rows = new ArrayList<>();
        for (long id : ids) {
            rows.add(TABLE.row(Sample.of(id)));
        }
        return copy.write(connection, rows);
    }

    /** How often a row is left to the upsert before it is copied. */
    private int refusals(long id) throws SQLException {
        int refusals = 0;
        while (!write(id)) {
            refusals++;
        }
        return refusals;
    }

    private static List<String> ids() throws SQLException {
        return STORE.query("SELECT id FROM samples ORDER BY id");
    }
}
