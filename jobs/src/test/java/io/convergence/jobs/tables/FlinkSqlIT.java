package io.convergence.jobs.tables;

import static io.convergence.core.samples.Samples.NOON;
import static io.convergence.core.samples.Samples.confirmed;
import static io.convergence.core.samples.Samples.signal;
import static io.convergence.core.samples.SloSamples.definition;
import static io.convergence.core.samples.SloSamples.report;
import static io.convergence.core.samples.SloSamples.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.codec.SignalCodec;
import io.convergence.core.convergence.Thresholds;
import io.convergence.core.signal.SignalKind;
import io.convergence.core.signal.SignalLinks;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.slo.definition.SloUpdate;
import io.convergence.core.slo.result.ReportKind;
import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.VitalHistograms;
import io.convergence.core.window.PageMinute;
import io.convergence.jobs.postgres.Store;
import io.convergence.jobs.postgres.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements of sql/flink, executed by Flink's Table API against a real database. */
class FlinkSqlIT {
    private static final Path DIRECTORY = Path.of("../sql/flink");
    private static final Store STORE = Store.create();
    private static final TableEnvironment FLINK = TableEnvironment.create(EnvironmentSettings.inBatchMode());

    @BeforeAll
    static void createTablesWithOneRowEach() throws SQLException, IOException {
        for (String table : List.of("convergence_transitions", "convergence_minutes", "rum_minutes", "slo_snapshots")) {
            STORE.ensure(table, "2026-06-05", 90);
        }
        write(VerdictsTable.table(), confirmed("checkout", NOON));
        write(TransitionsTable.table(), confirmed("checkout", NOON));
        write(JudgedMinutesTable.table(), confirmed("checkout", NOON));
        write(MinutesTable.table(), minute());
        write(
                SignalsTable.table(new SignalCodec(Thresholds.DEFAULTS, SignalLinks.NONE)),
                signal(SignalKind.USER_IMPACT_CORRELATED, 0, SignalStatus.FIRING, SignalReason.THRESHOLD, "checkout"));
        write(SlosTable.table(), new SloUpdate("acme", "fast", NOON, 1, definition("fast")));
        write(SnapshotsTable.table(), snapshot("host=a", NOON, 1, 100_000));
        write(StatusTable.table(), snapshot("host=a", NOON, 1, 100_000));
        write(ReportsTable.table(), report(ReportKind.DAY, 1440, 100_000));
        for (String statement : statements()) {
            FLINK.executeSql(statement);
        }
    }

    @Test
    void queriesOfTopicsCanBePlanned() throws IOException {
        TableEnvironment streaming = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
        for (String statement : statements()) {
            streaming.executeSql(statement);
        }
        assertThat(streaming.listTables()).containsExactlyInAnyOrder("convergence_verdicts", "signals_events");
        // Planning creates the connector and its formats, which validate their options; it needs no broker.
        assertThat(streaming.explainSql("SELECT tenant, name, COUNT(*) FROM signals_events WHERE `sequence` = 0 "
                        + "GROUP BY tenant, name"))
                .contains("TableSourceScan");
        assertThat(streaming.explainSql(
                        "SELECT tenant, verdict, COUNT(*) FROM convergence_verdicts " + "GROUP BY tenant, verdict"))
                .contains("TableSourceScan");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "convergence_verdicts",
                "convergence_transitions",
                "convergence_minutes",
                "rum_minutes",
                "signals",
                "slos",
                "slo_snapshots",
                "slo_status",
                "slo_reports"
            })
    void everyTableOfTheStoreCanBeReadWithAllColumnsExceptJson(String table) throws Exception {
        assertThat(rows("SELECT * FROM store." + table)).hasSize(1);
        assertThat(FLINK.from("store." + table).getResolvedSchema().getColumnNames())
                .containsExactlyInAnyOrderElementsOf(STORE.query(
                        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '"
                                + table + "' AND data_type <> 'jsonb'"));
    }

    @Test
    void valuesAreThoseOfTheStore() throws Exception {
        LocalDateTime noon = LocalDateTime.ofInstant(Instant.ofEpochMilli(NOON), ZoneId.systemDefault());
        assertThat(rows("SELECT app, verdict, `views`, changed, window_end FROM store.convergence_verdicts"))
                .containsExactly(Row.of("checkout", "user_impact_confirmed", 170L, true, noon));
        assertThat(rows("SELECT slo_group, target, consumed FROM store.slo_snapshots")
                        .get(0)
                        .toString())
                .isEqualTo("+I[host=a, 0.999000, 0.400000000000]");
        assertThat(rows("SELECT tenant, slo FROM store.slo_status GROUP BY tenant, slo HAVING MIN(remaining) < 0.7"))
                .containsExactly(Row.of("acme", "shop-fast"));
    }

    private static List<Row> rows(String query) throws Exception {
        List<Row> rows = new ArrayList<>();
        try (CloseableIterator<Row> results = FLINK.executeSql(query).collect()) {
            results.forEachRemaining(rows::add);
        }
        return rows;
    }

    /** All statements, with the address and user of the test's database. */
    private static List<String> statements() throws IOException {
        List<String> statements = new ArrayList<>();
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            for (Path file : files.sorted().toList()) {
                String sql = Files.readString(file)
                        .replaceAll("(?m)^--.*$", "")
                        .replace(
                                "jdbc:postgresql://localhost:5432/convergence",
                                STORE.settings().url())
                        .replace(
                                "'username' = 'reader'",
                                "'username' = '" + STORE.settings().user() + "'");
                Arrays.stream(sql.split(";\\s*\\R", -1))
                        .map(String::strip)
                        .filter(statement -> !statement.isEmpty())
                        .forEach(statements::add);
            }
        }
        return statements;
    }

    private static PageMinute minute() {
        VitalHistograms vitals = new VitalHistograms();
        vitals.add(Vital.LCP, 1000.0);
        return new PageMinute("acme", "checkout", "web.acme.example", "/cart", NOON, 1, 0, vitals, false);
    }

    private static <T> void write(Table<T> table, T element) throws SQLException {
        STORE.write(table, List.of(table.row(element)));
    }
}
